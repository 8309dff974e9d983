package com.scrabbl.run;

import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.subscriber.Reader;
import java.time.Instant;

/** A reader's message of an edition with its envelope, for the relay, a rehearsal, a preview or a test alike. */
final class EditionMessages {

    private EditionMessages() {}

    static Outgoing of(FrozenDigest digest, Reader reader, Instant sentAt) {
        return new Outgoing(digest.sender().normal(), reader.address().normal(), digest.message(reader, sentAt));
    }
}
