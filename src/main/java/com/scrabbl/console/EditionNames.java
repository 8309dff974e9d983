package com.scrabbl.console;

import com.scrabbl.newsletter.Newsletters;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the editions that a sentence names as commands take them, {@code daily/2026-11-24T06:00:00Z}. */
final class EditionNames {

    private static final Pattern NAME =
            Pattern.compile("(?<![\\w/.-])([a-z0-9]+(?:-[a-z0-9]+)*)/(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)");

    private final Newsletters newsletters;

    EditionNames(Newsletters newsletters) {
        this.newsletters = newsletters;
    }

    /** The sentence in pieces: those that name an edition as people call it, and lead to its page, and what is between. */
    List<Say.Piece> pieces(String sentence, Say say) {
        List<Say.Piece> pieces = new ArrayList<>();
        Matcher name = NAME.matcher(sentence);
        int end = 0;
        while (name.find()) {
            Optional<String> called = called(name.group(1), name.group(2), say);
            if (called.isPresent()) {
                add(pieces, sentence.substring(end, name.start()), null);
                add(pieces, called.get(), "/console/editions/" + name.group());
                end = name.end();
            }
        }
        add(pieces, sentence.substring(end), null);
        return pieces;
    }

    private static void add(List<Say.Piece> pieces, String text, @Nullable String path) {
        if (!text.isEmpty()) {
            pieces.add(new Say.Piece(text, path));
        }
    }

    private Optional<String> called(String slug, String slot, Say say) {
        try {
            Instant instant = Instant.parse(slot);
            return newsletters
                    .find(slug)
                    .map(newsletter -> newsletter.name() + ", " + say.dayAndTime(instant, newsletter.zone()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
