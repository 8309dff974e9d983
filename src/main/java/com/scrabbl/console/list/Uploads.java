package com.scrabbl.console.list;

import com.scrabbl.files.OwnerOnly;
import com.scrabbl.subscriber.transfer.UnreadableListException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Files that came by the browser: each in a folder of its own, under a name that is harmless. Only the owner may read them. */
@Component
@ConditionalOnWebApplication
class Uploads {

    /** File systems count bytes, of which a letter may have three, and allow 255; an ending is put to it besides. */
    private static final int LONGEST_NAME = 75;

    private final ImportProperties properties;
    private final ListImports imports;
    private final Clock clock;

    Uploads(ImportProperties properties, ListImports imports, Clock clock) {
        this.properties = properties;
        this.imports = imports;
        this.clock = clock;
    }

    /** The name without path and without whatever a file system, a shell or a spreadsheet might take for more than a name. */
    static String harmless(String submitted) {
        String name = submitted
                .substring(Math.max(submitted.lastIndexOf('/'), submitted.lastIndexOf('\\')) + 1)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}._() -]", "_")
                .replaceAll("^[^\\p{L}\\p{N}]+", "")
                .strip();
        // From the end: what it is stands there.
        int beyond = Math.max(0, name.length() - LONGEST_NAME);
        String cut = name.substring(beyond > 0 && Character.isLowSurrogate(name.charAt(beyond)) ? beyond + 1 : beyond);
        return cut.isEmpty() ? "list.csv" : storable(cut);
    }

    /** Where the machine is set up for few letters only, a name with others would be no path. */
    private static String storable(String name) {
        try {
            return Path.of(name).toString();
        } catch (InvalidPathException e) {
            return name.replaceAll("[^ -~]", "_");
        }
    }

    /** Where parts of a form are kept while they come in. */
    Path incoming() {
        return folder(properties.folder().resolve("incoming"));
    }

    /** A new folder's name. */
    String open() {
        String name = UUID.randomUUID().toString();
        folder(properties.folder().resolve(name));
        return name;
    }

    Path file(String folder, String name) {
        return properties.folder().resolve(folder).resolve(name).toAbsolutePath();
    }

    /** Where the file of an import lies, if it is still there. */
    Path file(ListImport one) {
        return file(Objects.requireNonNullElse(one.folder(), "gone"), one.fileName());
    }

    boolean hasFile(ListImport one) {
        return Files.exists(file(one));
    }

    /** The lines that it rejected, if there were some. */
    Path rejected(ListImport one) {
        return file(one).resolveSibling(one.fileName() + ".rejected.csv");
    }

    /** What is wrong with the file, without telling where on this machine it lies. */
    String sentence(ListImport one, UnreadableListException e) {
        return String.valueOf(e.getMessage()).replace(file(one).toString(), one.fileName()) + ".";
    }

    /** Removes the file itself; lines that were rejected stay beside it. */
    void removeFile(ListImport one) {
        try {
            Files.deleteIfExists(file(one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String folder) {
        try {
            FileSystemUtils.deleteRecursively(properties.folder().resolve(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what was kept for long enough. A folder that no row knows belongs to a form that is just coming in, or is old. */
    void clean() {
        Instant before = clock.instant().minus(properties.kept());
        imports.forgetFiles(before);
        Set<String> known = imports.folders();
        for (Path folder : folders()) {
            if (!known.contains(String.valueOf(folder.getFileName())) && isOlder(folder, before)) {
                remove(String.valueOf(folder.getFileName()));
            }
        }
    }

    private List<Path> folders() {
        if (!Files.isDirectory(properties.folder())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(properties.folder())) {
            return all.filter(Files::isDirectory)
                    .filter(folder -> !folder.endsWith("incoming"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path folder, Instant before) {
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path path) {
        try {
            return OwnerOnly.folder(path.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
