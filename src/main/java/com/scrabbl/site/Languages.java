package com.scrabbl.site;

import com.scrabbl.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The languages of the pages: English, and each that has a file of words, {@code site_fr.properties}, in the jar or in the
 * folder of words. They are looked for at the start.
 */
@Component
final class Languages {

    private static final Pattern FILE = Pattern.compile("site_(" + Templates.LANGUAGE + ")\\.properties");

    private final List<Language> all;
    private final List<Locale> locales;

    Languages(SiteProperties properties) throws IOException {
        TreeSet<String> tags = new TreeSet<>();
        Resource[] packed =
                new PathMatchingResourcePatternResolver().getResources("classpath*:words/site_*.properties");
        for (Resource file : packed) {
            add(String.valueOf(file.getFilename()), tags);
        }
        if (Files.isDirectory(properties.words())) {
            try (Stream<Path> files = Files.list(properties.words())) {
                files.forEach(file -> add(file.getFileName().toString(), tags));
            }
        }
        List<Language> found = new ArrayList<>(List.of(Language.ENGLISH));
        tags.stream()
                .map(Language::tagged)
                .filter(language -> !language.equals(Language.ENGLISH))
                .forEach(found::add);
        all = List.copyOf(found);
        locales = all.stream().map(Language::locale).toList();
    }

    private static void add(String file, Collection<String> tags) {
        Matcher name = FILE.matcher(file);
        if (name.matches()) {
            tags.add(name.group(1));
        }
    }

    /** All, English first. */
    List<Language> all() {
        return all;
    }

    /** What a header {@code Accept-Language} or a tag asks for; empty for languages that the pages do not speak. */
    Optional<Language> accepted(String asked) {
        return lookup(asked, locales);
    }

    /**
     * The first of these languages that is asked for, as RFC 4647, section 3.4, looks them up: {@code de-AT} gets
     * {@code de}. What cannot be read asks for none.
     */
    static Optional<Language> lookup(String asked, List<Locale> among) {
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(asked), among))
                    .map(Language::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
