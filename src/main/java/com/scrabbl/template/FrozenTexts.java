package com.scrabbl.template;

import freemarker.cache.TemplateLoader;
import java.io.Reader;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts that took part. A text not yet known is read once, and stays as it was. */
final class FrozenTexts implements TemplateLoader {

    /** In another output format than its part's a slot would become an ordinary string. */
    private static final Pattern FORMAT_SWITCH =
            Pattern.compile("[<\\[]#outputformat|output_?format\\s*=", Pattern.CASE_INSENSITIVE);

    private static final Pattern INCLUDED =
            Pattern.compile("(?:[<\\[]#(?:include|import)\\s+|<link rel=\"?stylesheet\"? href=)([\"'])([^\"'$]+)\\1");

    private static final Pattern STEP_BACK = Pattern.compile("[^/]+/\\.\\./");

    private final Map<String, String> texts;
    private final Function<String, @Nullable String> files;

    FrozenTexts(Map<String, String> texts, Function<String, @Nullable String> files) {
        this.texts = new ConcurrentSkipListMap<>(texts);
        this.files = files;
    }

    SortedMap<String, String> all() {
        return new TreeMap<>(texts);
    }

    /** The names of all templates that those known so far include, import or link by a literal name. */
    Set<String> includes() {
        Set<String> names = new LinkedHashSet<>();
        texts.forEach((name, text) -> {
            Matcher included = INCLUDED.matcher(text);
            while (included.find()) {
                names.add(named(included.group(2), name));
            }
        });
        return names;
    }

    /** What a template means by a name: from the root after a {@code /}, else from its own folder. */
    static String named(String target, String template) {
        return normal(
                target.startsWith("/")
                        ? target.substring(1)
                        : template.substring(0, template.lastIndexOf('/') + 1) + target);
    }

    private static String normal(String name) {
        String shorter = STEP_BACK.matcher(name).replaceFirst("");
        return shorter.equals(name) ? name : normal(shorter);
    }

    /** The text, unless it leaves its part's output format. */
    static String checked(String name, String text) {
        Matcher leaving = FORMAT_SWITCH.matcher(text);
        if (leaving.find()) {
            String before = text.substring(0, leaving.start());
            throw new TemplateProblemException(
                    name,
                    (int) before.chars().filter(character -> character == '\n').count() + 1,
                    leaving.start() - before.lastIndexOf('\n'),
                    "the output format is that of its part, HTML for .ftlh and plain text for .ftl, and cannot be changed");
        }
        return text;
    }

    @Override
    public @Nullable Object findTemplateSource(String name) {
        return texts.computeIfAbsent(name, files::apply) == null ? null : name;
    }

    @Override
    public long getLastModified(Object name) {
        return 0;
    }

    @Override
    public Reader getReader(Object source, String encoding) {
        String name = (String) source;
        return new StringReader(checked(name, String.valueOf(texts.get(name))));
    }

    @Override
    public void closeTemplateSource(Object name) {}
}
