package com.scrabbl.proofs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What large providers say on a bad day, by the clock of the day: Gmail takes so many messages a minute, Microsoft believes for
 * two hours that we are not authenticated and has a rate too, Yahoo defers all for an hour and a half. All others take what comes.
 */
final class BadDay implements Sink.Refusing {

    static final int GMAIL_A_MINUTE = 120;
    static final int MICROSOFT_A_MINUTE = 200;
    static final Duration UNAUTHENTICATED = Duration.ofMinutes(120);
    static final Duration DEFERRED = Duration.ofMinutes(90);

    /** What Yahoo asks for with TSS04. */
    static final Duration LEFT_ALONE = Duration.ofMinutes(120);

    private final Clock clock;
    private final Instant begun;
    private final Map<String, AtomicInteger> minutes = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final Set<String> triedOnce = ConcurrentHashMap.newKeySet();

    BadDay(Clock clock) {
        this.clock = clock;
        this.begun = clock.instant();
    }

    static String domainOf(int reader) {
        return switch (reader % 20) {
            case 0, 1, 2, 3, 4 -> "gmail.com";
            case 5 -> "googlemail.com";
            case 6, 7, 8 -> "outlook.com";
            case 9, 10 -> "hotmail.com";
            case 11, 12 -> "yahoo.com";
            case 13 -> "aol.com";
            default -> "town" + reader % 50 + ".example";
        };
    }

    static String address(int reader) {
        return "r" + reader + "@" + domainOf(reader);
    }

    static boolean isUnknown(int reader) {
        return reader % 101 == 0;
    }

    @Override
    public @Nullable String reply(String recipient) {
        String reply = answer(recipient);
        if (reply != null) {
            refusals.computeIfAbsent(reply.substring(0, 12).strip(), any -> new AtomicInteger())
                    .incrementAndGet();
        }
        return reply;
    }

    private @Nullable String answer(String recipient) {
        int reader = Integer.parseInt(recipient.substring(1, recipient.indexOf('@')));
        Instant now = clock.instant();
        Duration age = Duration.between(begun, now);
        return switch (recipient.substring(recipient.indexOf('@') + 1)) {
            case "gmail.com", "googlemail.com" -> {
                if (!isWithin("gmail", GMAIL_A_MINUTE, now)) {
                    yield "421 4.7.28 Our system has detected an unusual rate of unsolicited mail";
                }
                if (isUnknown(reader)) {
                    yield "550 5.1.1 The email account that you tried to reach does not exist";
                }
                yield reader % 97 == 0 && triedOnce.add(recipient)
                        ? "450 4.2.1 The user you are trying to contact is receiving mail too quickly"
                        : null;
            }
            case "outlook.com", "hotmail.com" -> {
                if (age.compareTo(UNAUTHENTICATED) < 0) {
                    yield "550 5.7.515 Access denied, sending domain does not meet the required authentication level";
                }
                if (!isWithin("microsoft", MICROSOFT_A_MINUTE, now)) {
                    yield "451 4.7.651 The mail server has been temporarily rate limited (S3114)";
                }
                yield isUnknown(reader) ? "550 5.5.0 Requested action not taken: mailbox unavailable" : null;
            }
            case "yahoo.com", "aol.com" -> {
                if (age.compareTo(DEFERRED) < 0) {
                    yield "421 4.7.0 [TSS04] Messages temporarily deferred due to unexpected volume or user complaints";
                }
                yield isUnknown(reader) ? "554 5.1.1 dd This user doesn't have a yahoo.com account" : null;
            }
            default -> isUnknown(reader) ? "550 5.1.1 no such user" : null;
        };
    }

    private boolean isWithin(String provider, int most, Instant now) {
        String minute = provider + now.getEpochSecond() / 60;
        return minutes.computeIfAbsent(minute, any -> new AtomicInteger()).incrementAndGet() <= most;
    }

    /** How often each was said. */
    Map<String, AtomicInteger> refusals() {
        return refusals;
    }
}
