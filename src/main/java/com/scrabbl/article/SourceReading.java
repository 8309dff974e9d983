package com.scrabbl.article;

import com.scrabbl.article.fetch.ArticlesProperties;
import com.scrabbl.article.fetch.Content;
import com.scrabbl.article.fetch.FetchException;
import com.scrabbl.article.fetch.Fetched;
import com.scrabbl.article.fetch.FileFetch;
import com.scrabbl.article.fetch.RetryAfter;
import com.scrabbl.article.fetch.Validators;
import com.scrabbl.article.fetch.WebFetch;
import com.scrabbl.article.read.ContentReader;
import com.scrabbl.article.read.RawItem;
import com.scrabbl.article.read.Reading;
import com.scrabbl.article.read.UnreadableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
     * @param refused files of a folder that could not be read, and broken parts of a feed
     * @param movedTo where its server says that it is from now on; null if it said nothing
     */
    record Result(
            List<RawItem> items,
            List<Rejection> refused,
            Validators validators,
            @Nullable String movedTo) {}

    /**
     * What was learned of a place.
     *
     * @param result null when nothing has changed
     * @param fresh for how long its server says that this stays good
     */
    record Answer(@Nullable Result result, Duration fresh) {

        static Answer of(Result result) {
            return new Answer(result, Duration.ZERO);
        }
    }

    /** Nothing could be read. The message is one sentence with place and cause. */
    static final class FailedException extends RuntimeException {
        private final String sentence;
        private final @Nullable RetryAfter retryAfter;

        FailedException(String sentence, @Nullable Throwable cause) {
            super(cause);
            this.sentence = sentence;
            this.retryAfter = cause instanceof FetchException fetch ? fetch.retryAfter() : null;
        }

        /** When the server wants to be asked again; null if it did not say. */
        @Nullable
        RetryAfter retryAfter() {
            return retryAfter;
        }

        @Override
        public String getMessage() {
            return sentence;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(SourceReading.class);

    /** Names of files that are kept beside the articles. */
    private static final Pattern HIDDEN = Pattern.compile("[._]");

    private final WebFetch web;
    private final FileFetch files;
    private final ContentReader reader;

    SourceReading(WebFetch web, FileFetch files, ContentReader reader) {
        this.web = web;
        this.files = files;
        this.reader = reader;
    }

    /**
     * The items at a place, unless they have not changed since {@code known}.
     *
     * @param confined whether it is read within the bounds of the console alone, which links and redirects keep as well
     * @throws FailedException whatever the reason
     */
    Answer read(SourceKind kind, String place, boolean trusted, boolean confined, Validators known) {
        return switch (kind) {
            case URL -> answer(guarded(place, () -> web.fetch(place, trusted, confined, known)));
            case FILE -> Answer.of(result(guarded(place, () -> files.fetch(Path.of(place), confined))));
            case FOLDER -> Answer.of(folder(Path.of(place), confined));
        };
    }

    private Answer answer(Fetched fetched) {
        Content content = fetched.content();
        return new Answer(content == null ? null : result(content), fetched.fresh());
    }

    private Result result(Content content) {
        Reading reading = reading(content);
        return new Result(reading.items(), refused(reading, ""), content.validators(), content.movedTo());
    }

    private Reading reading(Content content) {
        return guarded(content.place(), () -> reader.read(content));
    }

    private static List<Rejection> refused(Reading reading, String file) {
        return reading.unread().stream()
                .map(unread -> Rejection.of(file + unread.where(), unread.reason()))
                .toList();
    }

    private Result folder(Path folder, boolean confined) {
        List<Path> found = guarded(
                folder.toString(),
                () -> files.list(
                        folder,
                        confined,
                        name -> ArticlesProperties.readable(name)
                                && !HIDDEN.matcher(name).lookingAt()));
        List<RawItem> items = new ArrayList<>();
        List<Rejection> refused = new ArrayList<>();
        for (Path file : found) {
            try {
                Reading reading = reading(guarded(file.toString(), () -> files.fetch(file, confined)));
                items.addAll(reading.items());
                refused.addAll(refused(reading, file.getFileName() + ", "));
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
        return new Result(items, refused, Validators.NONE, null);
    }

    private interface Attempt<T> {
        T make();
    }

    /** Libraries that read what anybody wrote may throw anything; it must not stop the other sources. */
    private static <T> T guarded(String place, Attempt<T> attempt) {
        try {
            return attempt.make();
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
