package com.scrabbl.edition;

import com.scrabbl.mail.check.MessageChecks;
import com.scrabbl.mail.check.MessageFinding;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the messages of one digest, and says of each fault which template or article it comes from. For one thread. */
public final class DigestChecks {

    private final MessageChecks checks;
    private final Origins origins;

    /** @param https whether readers reach the installation by https */
    public DigestChecks(FrozenDigest digest, boolean https) {
        FrozenContent content = digest.content();
        checks = new MessageChecks(https);
        origins = new Origins(
                DigestView.articles(content.model()),
                content.templates().name(),
                content.templates().texts());
    }

    /**
     * What is wrong with a message of the digest, each fault once for where it comes from; empty when nothing is.
     *
     * @param recipient of the envelope
     * @param sentAt when it goes out
     */
    public List<MessageFinding> check(byte[] message, String recipient, Instant sentAt) {
        Set<List<@Nullable String>> told = new HashSet<>();
        return checks.check(message, recipient, sentAt).stream()
                .map(finding -> finding.from(origins.of(finding.spot())))
                .filter(finding -> told.add(Arrays.asList(finding.row(), finding.sentence(), finding.origin())))
                .toList();
    }
}
