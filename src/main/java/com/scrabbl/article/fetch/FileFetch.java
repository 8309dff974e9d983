package com.scrabbl.article.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

    FileFetch(ArticlesProperties limits) {
        this.limits = limits;
    }

    /** @throws FetchException if the file cannot be read or is too large */
    public Content fetch(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
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
     * @throws FetchException if the folder cannot be listed
     */
    public List<Path> list(Path folder, Predicate<String> wanted) {
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

    private static FetchException failure(Path place, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new FetchException(place.toString(), "there is no such file or folder");
        }
        return new FetchException(
                place.toString(), "it cannot be read (" + cause.getClass().getSimpleName() + ")");
    }
}
