package com.scrabbl.article;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in what an operator points at, who is trusted to know what it is. */
@Component
public class ArticleImport {

    private final Sources sources;
    private final SourcePolling polling;

    ArticleImport(Sources sources, SourcePolling polling) {
        this.sources = sources;
        this.polling = polling;
    }

    /**
     * Imports what lies at a place, as articles of a source.
     *
     * @param sourceName the source: one that exists takes it in under its own settings, wherever the place is; otherwise
     *     the place becomes a source of this name. Without a name, the source is called as its place.
     */
    public PollReport run(Place place, @Nullable String sourceName) {
        String name = sourceName == null ? place.location() : sourceName;
        Optional<Source> existing = sources.find(name);
        if (existing.isPresent() && !existing.get().place().equals(place.location())) {
            return polling.takeInto(existing.get(), place);
        }
        return polling.pollNow(existing.orElseGet(() -> sources.declare(name, place.kind(), place.location(), true)));
    }
}
