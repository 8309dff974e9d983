package com.scrabbl.run;

import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.subscriber.Reader;
import java.time.Instant;

/** A reader's message of an edition with its envelope, for the relay, a rehearsal, a preview or a test alike. */
public final class EditionMessages {

    private EditionMessages() {}

    /** The message for this reader, dated then. */
    public static Outgoing of(FrozenDigest digest, Reader reader, Instant sentAt) {
        return new Outgoing(digest.sender().normal(), reader.address().normal(), digest.message(reader, sentAt), true);
    }
}
