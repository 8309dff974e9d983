package com.scrabbl.run.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How fast a round is sent.
 *
 * @param accepted in the last minute, or since the beginning if that was later
 * @param settled answered in any way, in the same time
 * @param over how long that time is; zero when nothing was settled in the last minute
 * @param step of the series
 * @param points the series from the first settled delivery to the last step that is over; none when nothing was sent
 */
public record Pace(long accepted, long settled, Duration over, Duration step, List<Point> points) {

    /** Of a round in which nothing was sent. */
    public static final Pace NONE = new Pace(0, 0, Duration.ZERO, Duration.ofSeconds(Tally.STEP), List.of());

    private static final int MOST_POINTS = 180;
    private static final int MINUTE = 60;
    private static final int[] STEPS = {1, 3, 6, 30, 90, 360, 1_440, 8_640};

    /** Evidence for how long something will take. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);

    private static final int OFTEN_ENOUGH = 10;

    /**
     * One step of the series.
     *
     * @param at its beginning
     * @param accepted in it
     * @param aMinute the same, for a minute
     */
    public record Point(Instant at, long accepted, long aMinute) {}

    static Pace of(TreeMap<Long, Tally.Settled> steps, Instant now) {
        if (steps.isEmpty()) {
            return NONE;
        }
        long first = steps.firstKey() * Tally.STEP;
        long present = now.getEpochSecond();
        long window = MINUTE / Tally.STEP;
        long from = Math.floorDiv(present, Tally.STEP) - window;
        long accepted = 0;
        long settled = 0;
        for (Tally.Settled step : steps.tailMap(from, true).values()) {
            accepted += step.accepted;
            settled += step.all;
        }
        long since = Math.max(first, from * Tally.STEP);
        Duration over = settled == 0 ? Duration.ZERO : Duration.ofSeconds(Math.max(1, present - since));
        int width = width(steps.lastKey() - steps.firstKey() + 1);
        return new Pace(
                accepted, settled, over, Duration.ofSeconds((long) width * Tally.STEP), points(steps, width, present));
    }

    /** Steps that make one point. */
    private static int width(long steps) {
        for (int width : STEPS) {
            if (steps / width <= MOST_POINTS) {
                return width;
            }
        }
        return Math.toIntExact(steps / MOST_POINTS + 1);
    }

    private static List<Point> points(TreeMap<Long, Tally.Settled> steps, int width, long present) {
        TreeMap<Long, Long> sums = new TreeMap<>();
        for (Map.Entry<Long, Tally.Settled> step : steps.entrySet()) {
            sums.merge(Math.floorDiv(step.getKey(), width), step.getValue().accepted, Long::sum);
        }
        List<Point> points = new ArrayList<>();
        long seconds = (long) width * Tally.STEP;
        for (long point = sums.firstKey(); point <= sums.lastKey(); point++) {
            long accepted = sums.getOrDefault(point, 0L);
            points.add(new Point(
                    Instant.ofEpochSecond(point * seconds),
                    accepted,
                    Math.round((double) accepted * MINUTE / seconds)));
        }
        // The present step has only begun.
        boolean begun = points.size() > 1 && (sums.lastKey() + 1) * seconds > present;
        return List.copyOf(begun ? points.subList(0, points.size() - 1) : points);
    }

    /** Accepted a minute, by the last minute; empty when nothing was settled in it. */
    public Optional<Long> aMinute() {
        return over.isZero()
                ? Optional.empty()
                : Optional.of(Math.round((double) accepted * MINUTE / over.toSeconds()));
    }

    /** How long so many deliveries take at this pace; empty while there is no evidence. */
    public Optional<Duration> timeFor(long deliveries) {
        if (deliveries == 0 || over.compareTo(LONG_ENOUGH) < 0 || settled < OFTEN_ENOUGH) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.round((double) deliveries * over.toSeconds() / settled)));
    }
}
