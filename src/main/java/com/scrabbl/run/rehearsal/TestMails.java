package com.scrabbl.run.rehearsal;

import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.mail.Answer;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.Relays;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.EditionDrafts;
import com.scrabbl.run.EditionMessages;
import com.scrabbl.run.RelayTrial;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Readers;
import com.scrabbl.subscriber.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Mails the digest as it would be now, marked as a test, to any address. No edition is recorded. */
@Component
public class TestMails {

    private final Newsletters newsletters;
    private final RelayTrial trial;
    private final EditionDrafts drafts;
    private final Readers readers;
    private final Relays relays;
    private final Clock clock;

    TestMails(
            Newsletters newsletters,
            RelayTrial trial,
            EditionDrafts drafts,
            Readers readers,
            Relays relays,
            Clock clock) {
        this.newsletters = newsletters;
        this.trial = trial;
        this.drafts = drafts;
        this.readers = readers;
        this.relays = relays;
        this.clock = clock;
    }

    /** What the newsletter's first relay said to one test mail. */
    public record Sent(String email, Answer answer) {}

    /**
     * Sends the test mails; whoever subscribes sees the digest with the own values, in the own language and with the own
     * topics. All articles are for who does not, or chose none of them.
     *
     * @throws NothingToShowException when there would be no edition
     * @throws com.scrabbl.mail.RelayException when the relay cannot be reached
     */
    public List<Sent> send(String slug, List<EmailAddress> addresses) {
        Newsletter newsletter = newsletters.get(slug);
        trial.requirePublicUrl();
        Instant slot = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        EditionDrafts.Result result = drafts.draftForAnybody(newsletter, slot);
        FrozenDigest digest =
                NothingToShowException.draftOf(newsletter, result).digest().asTest();
        List<Sent> sent = new ArrayList<>();
        Relays.Relay first = relays.of(newsletter.settings().relays()).get(0);
        try (MailConnection connection = first.transport().open()) {
            for (EmailAddress address : addresses) {
                Reader reader = readers.byAddress(newsletter.id(), address)
                        .filter(digest::isFor)
                        .orElse(stranger(address, slot));
                sent.add(new Sent(
                        address.typed(), connection.send(EditionMessages.of(digest, reader, clock.instant()))));
            }
        }
        return sent;
    }

    private static Reader stranger(EmailAddress address, Instant since) {
        return new Reader(0, 0, address, null, null, null, Map.of(), Topics.ALL, since);
    }
}
