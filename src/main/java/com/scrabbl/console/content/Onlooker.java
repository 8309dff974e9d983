package com.scrabbl.console.content;

import com.scrabbl.console.Lookups;
import com.scrabbl.edition.SampleMessages;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Readers;
import com.scrabbl.subscriber.Topics;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As whom a preview is seen: a reader by the address or, without one, a made-up reader.
 *
 * @param address of a reader; empty for a made-up one
 * @param name of the made-up reader
 * @param language of the made-up reader, a tag; empty for none
 * @param topics that the made-up reader chose, separated by commas; empty for all
 */
public record Onlooker(String address, String name, String language, String topics) {

    public Onlooker {
        address = address.strip();
        name = name.strip();
        language = language.strip();
        topics = topics.strip();
    }

    public boolean isMadeUp() {
        return address.isEmpty();
    }

    /** The query that shows the same again; whom it is about can't be read in it. */
    String query(Lookups lookups) {
        return lookups.query(
                isMadeUp() ? Map.of("name", name, "language", language, "topics", topics) : Map.of("address", address));
    }

    /**
     * The reader. The links to preferences and to leaving in the mail lead nowhere: a preview ends nobody's subscription.
     *
     * @throws IllegalArgumentException when the address is none, or no reader's; its message is a sentence
     */
    Reader reader(Newsletter newsletter, Readers readers, Instant now) {
        if (isMadeUp()) {
            return SampleMessages.madeUp(text(name), text(language), Topics.parse(topics), now);
        }
        EmailAddress parsed = EmailAddress.parse(address);
        return readers.byAddress(newsletter.id(), parsed)
                .map(Reader::seenByOthers)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s does not subscribe to %s. Try another address, or leave it empty for a made-up reader."
                                .formatted(parsed.typed(), newsletter.name())));
    }

    private static @Nullable String text(String text) {
        return text.isEmpty() ? null : text;
    }
}
