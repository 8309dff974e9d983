package com.scrabbl.watch;

import com.scrabbl.disk.DatabaseTrouble;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

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

    /** One look. A relay or database that cannot be reached leaves the mails due. */
    void look() {
        try {
            lookAndMail();
        } catch (DataAccessException | TransactionException e) {
            log.warn("What needs a person could not be looked at, and will be: {}", DatabaseTrouble.sentence(e));
            log.debug("What needs a person could not be looked at", e);
        }
    }

    private void lookAndMail() {
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
        boolean again = !alarm.owed().isEmpty();
        int accepted = 0;
        List<String> owed = new ArrayList<>();
        for (EmailAddress operator : operators) {
            Optional<LetterDraft> draft =
                    again && !alarm.owed().contains(operator.normal()) ? Optional.empty() : mail.draft(alarm, operator);
            if (draft.isPresent()) {
                Answer answer =
                        connection.usable() ? connection.send(draft.get().at(now)) : null;
                accepted += answer != null && answer.outcome() == Answer.Outcome.ACCEPTED ? 1 : 0;
                if (answer == null || isPutOff(answer)) {
                    owed.add(operator.normal());
                }
                log(alarm, answer);
            }
        }
        if (again) {
            alarms.triedAgain(alarm, owed, now);
        } else if (accepted > 0) {
            alarms.mailed(alarm, owed, now);
        } else {
            alarms.untaken(alarm, now);
        }
    }

    /** Whether the relay may take it later: it said so, or was lost before it had the message. */
    private static boolean isPutOff(Answer answer) {
        return answer.outcome() == Answer.Outcome.CUT
                || answer.outcome() == Answer.Outcome.REFUSED
                        && answer.reply() != null
                        && answer.reply().code() < 500;
    }

    private static void log(Alarm alarm, @Nullable Answer answer) {
        if (answer == null || answer.outcome() != Answer.Outcome.ACCEPTED) {
            log.warn(
                    "The mail about alarm {} was not taken for one of the operators: {}",
                    alarm.id(),
                    answer == null
                            ? "the connection is lost"
                            : answer.reply() == null
                                    ? answer.text()
                                    : answer.reply().code());
        }
    }
}
