package com.scrabbl.run;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** The recorded reasons of runs, for people. */
public final class RunReason {

    private static final Pattern KIND = Pattern.compile("^[A-Z_]+: ");
    private static final Pattern RESUME = Pattern.compile(" Then `runs resume \\d+` goes on\\.$");
    private static final Pattern CHECKS = Pattern.compile(
            "then `runs resume \\d+` makes the text anew\\. `runs resume \\d+ --override REASON` sends it as it is\\.$");
    /** A path, a host or a key at the beginning keeps its letters. */
    private static final Pattern NAME = Pattern.compile("^[^\\s/.:@_\\\\]*[/.:@_\\\\]\\S.*", Pattern.DOTALL);
    /** An instant that a reason mentions; one that names an edition stands after a slash, and stays. */
    private static final Pattern INSTANT =
            Pattern.compile("(?<![/\\w])(at )?(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z)");

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMMM, HH:mm", Locale.ENGLISH);

    private RunReason() {}

    /** As a page says it: a sentence with times of that zone, without its kind and without commands, for which pages have buttons. */
    public static String onPages(String reason, ZoneId zone) {
        String text = RESUME.matcher(CHECKS.matcher(withoutKind(reason))
                        .replaceFirst("Resume, which makes the text anew; or send it as it is, on the edition’s page."))
                .replaceFirst("")
                .replace(
                        "at the run's end `runs redo` reaches those who were refused",
                        "a redo at the end reaches those who were refused");
        return INSTANT.matcher(sentence(text))
                .replaceAll(found -> (found.group(1) == null ? "" : "on ")
                        + DAY_AND_TIME.format(Instant.parse(found.group(2)).atZone(zone)));
    }

    /** Whether checks of the message hold the run. */
    public static boolean isOfChecks(String reason) {
        return CHECKS.matcher(reason).find();
    }

    /** Without the kind that it may begin with, as in {@code NOTHING_NEW: none of the 2 stored articles is new}. */
    public static String withoutKind(String reason) {
        return KIND.matcher(reason).replaceFirst("");
    }

    /** The clause with a capital letter and a full stop; a path, a host or a key at its beginning stays as it is. */
    public static String sentence(String clause) {
        if (clause.isEmpty()) {
            return clause;
        }
        String begun = NAME.matcher(clause).matches()
                ? clause
                : clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
        return begun.endsWith(".") || begun.endsWith("!") || begun.endsWith("?") ? begun : begun + ".";
    }
}
