package com.scrabbl.newsletter;

import com.scrabbl.article.SourceKind;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source of articles that a newsletter names, with exactly one place.
 *
 * @param name unique in the installation
 * @param url of a feed or page, http or https
 * @param file an absolute path
 * @param folder an absolute path
 * @param trusted whether the place may lie in a private network
 */
public record SourceReference(
        String name,
        @Nullable String url,
        @Nullable String file,
        @Nullable String folder,
        boolean trusted) {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_PATH = 2000;

    public SourceReference {
        name = Allowed.line(name, LONGEST_NAME);
        url = url == null ? null : Allowed.url(url);
        file = file == null ? null : absolute(file);
        folder = folder == null ? null : absolute(folder);
        if (Stream.of(url, file, folder).filter(Objects::nonNull).count() != 1) {
            throw Allowed.refused(name, "has not one place", "exactly one of url, file and folder");
        }
    }

    /** Which of the three places it has. */
    public SourceKind kind() {
        if (url != null) {
            return SourceKind.URL;
        }
        return file != null ? SourceKind.FILE : SourceKind.FOLDER;
    }

    /** The URL or the absolute path. */
    public String place() {
        if (url != null) {
            return url;
        }
        return file != null ? file : Objects.requireNonNull(folder);
    }

    private static String absolute(String path) {
        if (!Path.of(Allowed.line(path, LONGEST_PATH)).isAbsolute()) {
            throw Allowed.refused(path, "is no absolute path", "a path from the root");
        }
        return path;
    }
}
