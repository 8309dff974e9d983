package com.scrabbl.newsletter;

import com.scrabbl.article.Sources;
import com.scrabbl.yaml.FileSection;
import com.scrabbl.yaml.Value;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the sources that the newsletters of one file name. A name stands for one place, in the file and before it. */
final class DeclaredSources {

    private final Path folder;
    private final Sources stored;
    private final boolean onConsole;
    private final Map<String, SourceReference> declared = new HashMap<>();

    /**
     * @param folder from which paths count, absolute
     * @param onConsole whether they are named there, and so only where the settings allow it
     */
    DeclaredSources(Path folder, Sources stored, boolean onConsole) {
        this.folder = folder;
        this.stored = stored;
        this.onConsole = onConsole;
    }

    /** Those of one newsletter. */
    Value<List<SourceReference>> of(FileSection newsletter) {
        Set<String> names = new HashSet<>();
        return newsletter.sections(
                "sources",
                NewsletterSettings.MOST_SOURCES,
                List.of("name", "url", "file", "folder", "trusted"),
                at -> source(at, names));
    }

    private Value<SourceReference> source(FileSection at, Set<String> names) {
        Value<String> name = at.required("name", text -> nameIn(names, text));
        Value<String> url = at.text("url", Allowed::url);
        Value<String> file = at.text("file", this::path);
        Value<String> inFolder = at.text("folder", this::path);
        Value<Boolean> trusted = at.optional("trusted", false, Allowed::yesOrNo);
        long places = Stream.of("url", "file", "folder").filter(at::has).count();
        if (places != 1) {
            at.problem("has %d places; allowed: exactly one of url, file and folder".formatted(places));
        }
        return at.build(() -> oneOfItsName(
                new SourceReference(name.get(), url.orNull(), file.orNull(), inFolder.orNull(), trusted.get())));
    }

    private static String nameIn(Set<String> names, String text) {
        String name = Allowed.line(text, SourceReference.LONGEST_NAME);
        if (!names.add(name)) {
            throw Allowed.refused(name, "names two sources of this newsletter", "a name of its own for each source");
        }
        return name;
    }

    private SourceReference oneOfItsName(SourceReference source) {
        SourceReference sameName = declared.putIfAbsent(source.name(), source);
        if (sameName != null && !sameName.equals(source)) {
            throw Allowed.refused(
                    source.name(),
                    "is %s, trusted: %s, in another newsletter of this file"
                            .formatted(sameName.place(), sameName.trusted()),
                    "the same there and here, or another name");
        }
        stored.find(source.name())
                .filter(other -> !other.place().equals(source.place()))
                .ifPresent(other -> {
                    throw Allowed.refused(
                            source.name(), "is %s already".formatted(other.place()), "that place, or another name");
                });
        if (onConsole) {
            stored.requireAllowedOnConsole(source.name(), source.kind(), source.place(), source.trusted());
        }
        return source;
    }

    private String path(String text) {
        try {
            return folder.resolve(Allowed.line(text, SourceReference.LONGEST_PATH))
                    .normalize()
                    .toString();
        } catch (InvalidPathException e) {
            throw Allowed.refused(text, "is no path", "a path, counted from this file's folder");
        }
    }
}
