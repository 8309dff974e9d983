package com.scrabbl.signup;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.SmtpRelay;
import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.signup.Letters.Outcome;
import com.scrabbl.template.TemplateProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands due letters to the relay, one after another. A letter is written down as taken before it goes out and as done
 * after the relay's answer; killed in between, it goes out once more: a letter can come twice, and is never lost. A relay
 * that cannot be reached touches no letter.
 */
@Component
class Postman {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);

    private static final int AT_ONCE = 50;

    /** Longer than the relay may take for one letter. */
    private static final Duration IN_HAND = Duration.ofMinutes(15);

    private static final List<Duration> DELAYS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));

    /** The relay wants encryption or a login: our settings, not the letter. */
    private static final Set<Integer> OUR_SETTINGS = Set.of(530, 534, 535, 538);

    private final Letters letters;
    private final LetterText text;
    private final SmtpRelay relay;
    private final Publication publication;
    private final Clock clock;

    Postman(Letters letters, LetterText text, SmtpRelay relay, Publication publication, Clock clock) {
        this.letters = letters;
        this.text = text;
        this.relay = relay;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * Hands over all that is due now.
     *
     * @return how many letters the relay took
     * @throws RelayException when the relay cannot be reached, or there is no https address for the links: the letters stay
     *     due
     */
    int deliver() {
        int sent = 0;
        List<Letter> due = letters.due(clock.instant(), AT_ONCE);
        while (!due.isEmpty()) {
            requirePublicUrl();
            try (MailConnection connection = relay.open()) {
                for (Letter letter : due) {
                    if (!connection.usable()) {
                        break;
                    }
                    sent += deliver(letter, connection) ? 1 : 0;
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                return sent;
            }
            due = letters.due(clock.instant(), AT_ONCE);
        }
        return sent;
    }

    /** A link that leads to this machine must not leave it. */
    private void requirePublicUrl() {
        if (!publication.isHttps() && !relay.onThisMachine()) {
            throw new IllegalStateException(
                    "The relay " + relay.name()
                            + " is on another machine, and scrabbl.public-url is not set to an https address: links in letters would lead nowhere.");
        }
    }

    private boolean deliver(Letter letter, MailConnection connection) {
        Instant now = clock.instant();
        if (!letter.isWorthSending(now)) {
            letters.done(letter.id(), Outcome.TOO_LATE, "not sent in time");
            return false;
        }
        if (!letters.take(letter, now, IN_HAND)) {
            return false;
        }
        try {
            return settle(letter, connection.send(text.draft(letter).at(now)), now);
        } catch (TemplateProblemException | IllegalArgumentException e) {
            log.error("A letter ({}) cannot be written, and is tried again: {}", letter.kind(), e.getMessage());
            letters.again(letter.id(), next(letter, now), e.getMessage());
            return false;
        }
    }

    private boolean settle(Letter letter, Answer answer, Instant now) {
        SmtpReply reply = answer.reply();
        String words = reply == null ? answer.text() : reply.toString();
        switch (answer.outcome()) {
            case ACCEPTED -> letters.done(letter.id(), Outcome.SENT, words);
            case REFUSED -> refused(letter, answer.stage(), reply, words, now);
            case CUT, UNKNOWN -> letters.again(letter.id(), next(letter, now), words);
        }
        return answer.outcome() == Answer.Outcome.ACCEPTED;
    }

    /** For good is only what the relay says of this recipient or this letter; what it has against us can be mended. */
    private void refused(Letter letter, Stage stage, @Nullable SmtpReply reply, @Nullable String words, Instant now) {
        boolean ofUs = stage == Stage.MAIL || reply == null || OUR_SETTINGS.contains(reply.code());
        if (!ofUs && reply != null && !reply.transientNegative()) {
            letters.done(letter.id(), Outcome.REFUSED, words);
        } else {
            // Its words may name the mailbox alone, which no log can tell from other words.
            log.warn(
                    "The relay refused a letter ({}) for now, at {} with {}; it is tried again",
                    letter.kind(),
                    stage,
                    reply == null ? "no reply" : reply.code());
            letters.again(letter.id(), next(letter, now), words);
        }
    }

    private static Instant next(Letter letter, Instant now) {
        return now.plus(DELAYS.get(Math.min(letter.attempts(), DELAYS.size() - 1)));
    }
}
