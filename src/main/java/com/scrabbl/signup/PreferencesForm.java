package com.scrabbl.signup;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The preferences' form as it came in. All of it is text from outside.
 *
 * @param newsletters slugs of those that shall come
 * @param topics topic keys by slug
 * @param pausedUntil a date as {@code 2026-12-24}; blank for no pause
 * @param page the language of the page
 * @param wording what the person read about what is agreed for further newsletters
 * @param from the network address of the request
 * @param userAgent of the request
 */
public record PreferencesForm(
        List<String> newsletters,
        Map<String, List<String>> topics,
        String name,
        String language,
        String timeZone,
        String pausedUntil,
        String page,
        String wording,
        String from,
        @Nullable String userAgent) {

    /** Nobody remembers after a year that they wanted mail. */
    private static final int LONGEST_PAUSE_YEARS = 1;

    /** What is wrong with a form, in the order of its fields. */
    public enum Problem {
        NAME,
        LANGUAGE,
        TIME_ZONE,
        PAUSE_DATE,
        PAUSE_PAST,
        PAUSE_LONG
    }

    /** What the form says, understood. */
    record Checked(Profile profile, @Nullable Instant pausedUntil) {}

    /** @throws RefusedPreferencesException when something in it is wrong */
    Checked check(ZoneId zone, Instant now) {
        EnumSet<Problem> problems = EnumSet.noneOf(Problem.class);
        Profile profile = new Profile(
                cleaned(Problem.NAME, problems, () -> new Profile(name, null, null, Map.of()).name()),
                cleaned(Problem.LANGUAGE, problems, () -> new Profile(null, language, null, Map.of()).language()),
                cleaned(Problem.TIME_ZONE, problems, () -> new Profile(null, null, timeZone, Map.of()).timeZone()),
                Map.of());
        ZoneId own = profile.timeZone() == null ? zone : ZoneId.of(profile.timeZone());
        Instant until = pause(own, now, problems);
        if (!problems.isEmpty()) {
            throw new RefusedPreferencesException(problems);
        }
        return new Checked(profile, until);
    }

    Topics topicsOf(Newsletter newsletter) {
        return SigningUp.chosen(newsletter, topics.getOrDefault(newsletter.slug(), List.of()));
    }

    /** The same for who has chosen already, a list's topics perhaps, which the form does not offer: those stay. */
    Topics topicsOf(Newsletter newsletter, Topics before) {
        Set<String> kept = new HashSet<>(before.keys());
        Set<String> offered = SigningUp.keys(newsletter);
        kept.removeAll(offered);
        if (kept.isEmpty()) {
            return topicsOf(newsletter);
        }
        topics.getOrDefault(newsletter.slug(), List.of()).stream()
                .filter(offered::contains)
                .forEach(kept::add);
        return Topics.of(kept);
    }

    private @Nullable Instant pause(ZoneId zone, Instant now, Set<Problem> problems) {
        if (pausedUntil.isBlank()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(pausedUntil.strip());
            LocalDate today = now.atZone(zone).toLocalDate();
            if (!day.isAfter(today)) {
                problems.add(Problem.PAUSE_PAST);
            } else if (day.isAfter(today.plusYears(LONGEST_PAUSE_YEARS))) {
                problems.add(Problem.PAUSE_LONG);
            }
            return day.atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            problems.add(Problem.PAUSE_DATE);
            return null;
        }
    }

    private interface Value {
        @Nullable
        String get();
    }

    private static @Nullable String cleaned(Problem problem, Set<Problem> problems, Value value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            problems.add(problem);
            return null;
        }
    }
}
