package com.scrabbl.article;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where articles lie, as somebody typed it.
 *
 * @param location a URL, or the absolute path of a file or folder that exists
 */
public record Place(SourceKind kind, String location) {

    private static final Pattern URL = Pattern.compile("https?://.+", Pattern.CASE_INSENSITIVE);

    /** @throws UnknownPlaceException if this is no http or https URL, and no file or folder either */
    public static Place of(String typed) {
        if (URL.matcher(typed.strip()).matches()) {
            return new Place(SourceKind.URL, typed.strip());
        }
        Path path = path(typed);
        if (Files.isDirectory(path)) {
            return new Place(SourceKind.FOLDER, path.toString());
        } else if (Files.exists(path)) {
            return new Place(SourceKind.FILE, path.toString());
        }
        throw new UnknownPlaceException(typed);
    }

    private static Path path(String typed) {
        try {
            return Path.of(typed).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UnknownPlaceException(typed);
        }
    }
}
