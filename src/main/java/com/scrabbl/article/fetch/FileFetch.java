package com.scrabbl.article.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads files and lists folders, within the size of {@link ArticlesProperties}. */
@Component
public class FileFetch {

    private final ArticlesProperties limits;
    private final ConfinedPlaces places;

    FileFetch(ArticlesProperties limits, ConfinedPlaces places) {
        this.limits = limits;
        this.places = places;
    }

    /**
     * What is in a file.
     *
     * @param confined whether it must lie where the console may name sources
     * @throws FetchException if the file cannot be read, is too large, or lies elsewhere
     */
    public Content fetch(Path file, boolean confined) {
        try (InputStream in = confined ? confinedFile(file) : Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limits.maxBytes() + 1);
            if (bytes.length > limits.maxBytes()) {
                throw new FetchException(file.toString(), "it is larger than " + limits.maxSizeInWords());
            }
            return new Content(file.toString(), limits.location(file), null, bytes, Validators.NONE, null);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /**
     * The files directly in a folder whose name is wanted, sorted by name.
     *
     * @param confined whether the folder must lie where the console may name sources
     * @throws FetchException if the folder cannot be listed, or lies elsewhere
     */
    public List<Path> list(Path folder, boolean confined, Predicate<String> wanted) {
        if (confined) {
            allowed(folder, true);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failure(folder, e);
        } catch (UncheckedIOException e) {
            throw failure(folder, new IOException(e));
        }
    }

    /** Opened as what was judged, and not as a link that was put in its place meanwhile. */
    private InputStream confinedFile(Path file) throws IOException {
        Path real = allowed(file, false);
        if (Files.exists(real) && !Files.isRegularFile(real)) {
            throw new FetchException(file.toString(), "it is no file");
        }
        return Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS);
    }

    private Path allowed(Path place, boolean folder) {
        try {
            return places.requireAllowed(place, folder);
        } catch (ForbiddenPlaceException e) {
            throw new FetchException(place.toString(), String.valueOf(e.getMessage()));
        }
    }

    private static FetchException failure(Path place, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new FetchException(place.toString(), "there is no such file or folder");
        }
        return new FetchException(
                place.toString(), "it cannot be read (" + cause.getClass().getSimpleName() + ")");
    }
}
