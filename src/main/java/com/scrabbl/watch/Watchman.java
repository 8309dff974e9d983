package com.scrabbl.watch;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.LetterDraft;
import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.SmtpRelay;
import com.scrabbl.watch.Alarms.Alarm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at what needs a person, and mails the operators about it. A mail is taken before it goes out and written down as
 * sent after the relay has it, so that two processes, or one that starts again, send it once; killed in between, it goes
 * out once more with the same Message-ID.
 */
@Component
class Watchman {

    private static final Logger log = LoggerFactory.getLogger(Watchman.class);

    /** Longer than the relay may take for the mails about one alarm. */
    private static final Duration IN_HAND = Duration.ofMinutes(15);

    private static final Duration LATER = Duration.ofMinutes(5);

    private final Needs needs;
    private final Alarms alarms;
    private final AlarmMail mail;
    private final SmtpRelay relay;
    private final List<EmailAddress> operators;
    private final Clock clock;

    Watchman(Needs needs, Alarms alarms, AlarmMail mail, SmtpRelay relay, WatchProperties properties, Clock clock) {
        this.needs = needs;
        this.alarms = alarms;
        this.mail = mail;
        this.relay = relay;
        this.operators = properties.addresses();
        this.clock = clock;
    }

    /** One look. A relay that cannot be reached leaves the mails due. */
    void look() {
        alarms.note(needs.now().stream().filter(need -> need.kind().isAlarm()).toList(), clock.instant());
        if (operators.isEmpty()) {
            return;
        }
        List<Alarm> due = alarms.due(clock.instant());
        if (due.isEmpty()) {
            return;
        }
        try (MailConnection connection = relay.open()) {
            due.stream().takeWhile(alarm -> connection.usable()).forEach(alarm -> mail(alarm, connection));
        } catch (RelayException e) {
            log.warn("Operators could not be mailed about {} alarms, and will be: {}", due.size(), e.getMessage());
        }
    }

    private void mail(Alarm alarm, MailConnection connection) {
        Instant now = clock.instant();
        if (!alarms.take(alarm, now, now.plus(IN_HAND))) {
            return;
        }
        int accepted = 0;
        for (EmailAddress operator : operators) {
            Optional<LetterDraft> draft = mail.draft(alarm, operator);
            if (draft.isPresent() && connection.usable()) {
                Answer answer = connection.send(draft.get().at(now));
                boolean taken = answer.outcome() == Answer.Outcome.ACCEPTED;
                accepted += taken ? 1 : 0;
                if (!taken) {
                    log.warn(
                            "The mail about alarm {} was not taken for one of the operators: {}",
                            alarm.id(),
                            answer.reply() == null
                                    ? answer.text()
                                    : answer.reply().code());
                }
            }
        }
        if (accepted > 0) {
            alarms.mailed(alarm, now);
        } else {
            alarms.again(alarm, now.plus(LATER));
        }
    }
}
