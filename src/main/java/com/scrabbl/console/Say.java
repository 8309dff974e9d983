package com.scrabbl.console;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the console says numbers and times, {@code say} in its templates. Zones are those of a newsletter, or this
 * machine's, {@link #zone()}, where a page is about no newsletter.
 */
public final class Say {

    private static final DateTimeFormatter DAY = pattern("EEE d MMMM");
    private static final DateTimeFormatter DAY_AND_YEAR = pattern("EEE d MMMM yyyy");
    private static final DateTimeFormatter TIME = pattern("HH:mm");
    private static final DateTimeFormatter SECONDS = pattern("HH:mm:ss");

    private static final int SHORT = 60;

    private static final Pattern BLAMED =
            Pattern.compile("(redone; before: )?(ours|theirs|route|message): (.*)", Pattern.DOTALL);
    private static final Map<String, String> FAULTS = Map.of(
            "ours", "our fault",
            "theirs", "the reader’s address or host",
            "route", "the way there",
            "message", "the message’s fault");

    private static final Duration RECENT = Duration.ofDays(7);

    private final Clock clock;
    private final EditionNames editions;
    private final ZoneId zone = named(ZoneId.systemDefault());

    Say(Clock clock, EditionNames editions) {
        this.clock = clock;
        this.editions = editions;
    }

    /**
     * A part of a sentence.
     *
     * @param path of the page about the edition that it names; null when it names none
     */
    public record Piece(String text, @Nullable String path) {}

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** The zone of this machine. */
    public ZoneId zone() {
        return zone;
    }

    /** A zone as people write it: {@code UTC}, and not {@code Z} or {@code Etc/UTC}. */
    public String zoneName(ZoneId of) {
        return named(of).getId();
    }

    private static ZoneId named(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
    }

    /** {@code 184,206}. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
    }

    /** {@code 64 %}, of two counts; rounded down, so that 100 % is all. */
    public String percent(long part, long whole) {
        return (whole == 0 ? 0 : part * 100 / whole) + "\u00a0%";
    }

    /** {@code 1 reader}, {@code 2 readers}, {@code no reader}. */
    public String count(long number, String one, String many) {
        return number == 0 ? "no " + one : number(number) + " " + (number == 1 ? one : many);
    }

    /** {@code Tue 24 November}, with the year unless it is this one. */
    public String day(Instant at, ZoneId in) {
        boolean thisYear = at.atZone(in).getYear() == clock.instant().atZone(in).getYear();
        return (thisYear ? DAY : DAY_AND_YEAR).format(at.atZone(in));
    }

    /** {@code Tue 24 November, 07:00}. */
    public String dayAndTime(Instant at, ZoneId in) {
        return day(at, in) + ", " + time(at, in);
    }

    /** {@code 07:00}. */
    public String time(Instant at, ZoneId in) {
        return TIME.format(at.atZone(in));
    }

    /** {@code 07:00:04}. */
    public String seconds(Instant at, ZoneId in) {
        return SECONDS.format(at.atZone(in));
    }

    /** {@code 3 minutes ago}, {@code in 4 hours}; null for what is more than 7 days away. */
    public @Nullable String relative(Instant at) {
        Duration since = Duration.between(at, clock.instant());
        Duration away = since.abs();
        if (away.compareTo(RECENT) > 0) {
            return null;
        }
        String amount = amount(away);
        if (amount.isEmpty()) {
            return since.isNegative() ? "in less than a minute" : "less than a minute ago";
        }
        return since.isNegative() ? "in " + amount : amount + " ago";
    }

    private String amount(Duration away) {
        if (away.toMinutes() < 1) {
            return "";
        }
        if (away.toHours() < 1) {
            return count(away.toMinutes(), "minute", "minutes");
        }
        return away.toDays() < 1 ? count(away.toHours(), "hour", "hours") : count(away.toDays(), "day", "days");
    }

    /** A reason of the ledger: whose fault it is comes last, {@code we send too fast (our fault)}. */
    public String reason(String recorded) {
        Matcher blamed = BLAMED.matcher(recorded);
        return blamed.matches()
                ? Objects.toString(blamed.group(1), "") + blamed.group(3).replace(blamed.group(2) + ": ", "") + " ("
                        + FAULTS.get(blamed.group(2)) + ")"
                : recorded;
    }

    /** Whether that time has come. */
    public boolean isOver(Instant at) {
        return !clock.instant().isBefore(at);
    }

    public boolean isAfter(Instant one, Instant other) {
        return one.isAfter(other);
    }

    /** A sentence whose editions are to be named as people call them: {@code Harbour Daily, Tue 24 November, 07:00}. */
    public List<Piece> pieces(String sentence) {
        return editions.pieces(sentence, this);
    }

    /** Whether a text is one short line. */
    public boolean isShort(String text) {
        return text.length() <= SHORT && text.indexOf('\n') < 0;
    }

    /** A text from outside, as it is. */
    public Verbatim verbatim(String text) {
        return Verbatim.of(text);
    }

    /** A duration in its largest unit: {@code 30 seconds}, {@code 2 hours}. */
    public String duration(Duration duration) {
        String amount = amount(duration);
        return amount.isEmpty() ? count(Math.max(1, duration.toSeconds()), "second", "seconds") : amount;
    }
}
