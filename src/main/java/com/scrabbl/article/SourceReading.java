package com.scrabbl.article;

import com.scrabbl.article.fetch.Content;
import com.scrabbl.article.fetch.FetchException;
import com.scrabbl.article.fetch.FileFetch;
import com.scrabbl.article.fetch.Validators;
import com.scrabbl.article.fetch.WebFetch;
import com.scrabbl.article.read.ContentReader;
import com.scrabbl.article.read.RawItem;
import com.scrabbl.article.read.UnreadableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads what lies at a place, whatever it is. */
@Component
class SourceReading {

    /**
     * What lay there.
     *
     * @param refused files of a folder that could not be read
     */
    record Result(List<RawItem> items, List<Rejection> refused, Validators validators) {}

    /** Nothing could be read. The message is one sentence with place and cause. */
    static final class FailedException extends RuntimeException {
        private final String sentence;

        FailedException(String sentence, @Nullable Throwable cause) {
            super(cause);
            this.sentence = sentence;
        }

        @Override
        public String getMessage() {
            return sentence;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(SourceReading.class);

    private static final Pattern READABLE =
            Pattern.compile(".*\\.(xml|rss|atom|rdf|html|htm|xhtml)", Pattern.CASE_INSENSITIVE);

    private final WebFetch web;
    private final FileFetch files;
    private final ContentReader reader;

    SourceReading(WebFetch web, FileFetch files, ContentReader reader) {
        this.web = web;
        this.files = files;
        this.reader = reader;
    }

    /**
     * The items at a place, or nothing when they have not changed since {@code known}.
     *
     * @throws FailedException whatever the reason
     */
    Optional<Result> read(SourceKind kind, String place, boolean trusted, Validators known) {
        return switch (kind) {
            case URL -> guarded(place, () -> web.fetch(place, trusted, known)).map(this::result);
            case FILE -> Optional.of(result(guarded(place, () -> files.fetch(Path.of(place)))));
            case FOLDER -> Optional.of(folder(Path.of(place)));
        };
    }

    private Result result(Content content) {
        return new Result(items(content), List.of(), content.validators());
    }

    private List<RawItem> items(Content content) {
        return guarded(content.place(), () -> reader.read(content));
    }

    private Result folder(Path folder) {
        List<Path> found = guarded(
                folder.toString(),
                () -> files.list(folder, name -> READABLE.matcher(name).matches()));
        List<RawItem> items = new ArrayList<>();
        List<Rejection> refused = new ArrayList<>();
        for (Path file : found) {
            try {
                items.addAll(items(guarded(file.toString(), () -> files.fetch(file))));
            } catch (FailedException e) {
                refused.add(Rejection.of(file.getFileName().toString(), e.getMessage()));
            }
        }
        if (items.isEmpty() && !refused.isEmpty()) {
            throw new FailedException(
                    folder + ": none of its files could be read; "
                            + refused.get(0).reason(),
                    null);
        }
        return new Result(items, refused, Validators.NONE);
    }

    private interface Reading<T> {
        T read();
    }

    /** Libraries that read what anybody wrote may throw anything; it must not stop the other sources. */
    private static <T> T guarded(String place, Reading<T> reading) {
        try {
            return reading.read();
        } catch (FetchException e) {
            throw new FailedException(e.getMessage(), e);
        } catch (UnreadableException e) {
            throw new FailedException(e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("{} could not be read; it is recorded with its source, and the others go on", place, e);
            throw new FailedException(
                    place + ": it could not be read (" + e.getClass().getSimpleName() + ").", e);
        }
    }
}
