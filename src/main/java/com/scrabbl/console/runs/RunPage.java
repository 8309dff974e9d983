package com.scrabbl.console.runs;

import com.scrabbl.console.Say;
import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.LedgerRow;
import com.scrabbl.run.RunState;
import com.scrabbl.run.view.Figures;
import com.scrabbl.run.view.Pace;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a run shows of its figures.
 *
 * @param figures null while they are counted for the first time
 * @param counted rows that have been counted by then
 * @param examples a delivery for each cause, by its subscription
 * @param now by the application's clock
 */
public record RunPage(
        RunFacts run, @Nullable Figures figures, long counted, Map<Long, LedgerRow> examples, Instant now, Say say) {

    /** Figures that are older are said to be so. */
    private static final Duration STALE = Duration.ofSeconds(10);

    /** Seconds of work that tell how fast it was. */
    private static final long ENOUGH = 5;

    private static final List<Standing> ALWAYS = List.of(
            Standing.ACCEPTED, Standing.DEFERRED, Standing.REJECTED, Standing.UNKNOWN, Standing.SKIPPED, Standing.OPEN);

    /** One number of the sum. */
    public record Sum(Standing standing, String label, long count) {}

    /** Whether nothing changes any more by itself. */
    public boolean isFinal() {
        return !RunWords.goesOn(run) && (run.edition() == null || figures != null);
    }

    /** Whether the figures are older than a page that refreshes itself should show. */
    public boolean stale() {
        return figures != null
                && run.state() == RunState.RUNNING
                && figures.at().plus(STALE).isBefore(now);
    }

    /** Six numbers, and further ones when there are any, that add up. */
    public List<Sum> sums() {
        List<Sum> sums = new ArrayList<>();
        for (Standing standing : List.of(
                Standing.ACCEPTED,
                Standing.DEFERRED,
                Standing.REJECTED,
                Standing.UNKNOWN,
                Standing.EXPIRED,
                Standing.CANCELLED,
                Standing.SKIPPED,
                Standing.OPEN)) {
            long count = of(standing);
            if (ALWAYS.contains(standing) || count > 0) {
                sums.add(new Sum(standing, RunWords.label(standing), count));
            }
        }
        return sums;
    }

    public long of(Standing standing) {
        return figures == null ? 0 : figures.of(standing);
    }

    public List<Bar.Segment> bar() {
        return Bar.of(this::of);
    }

    /** All figures in one sentence, for who does not see the bar. */
    public String barLabel() {
        return sums().stream()
                        .map(sum -> say.number(sum.count()) + " " + sum.label().toLowerCase(Locale.ENGLISH))
                        .collect(Collectors.joining(", "))
                + ", of " + say.number(total());
    }

    /** {@code 112,530 + 1,204 + … }. */
    public String sum() {
        return sums().stream().map(sum -> say.number(sum.count())).collect(Collectors.joining(" + "));
    }

    /** Rows frozen; rows so far while they are being frozen. */
    public long total() {
        Long audience = run.audience();
        return audience != null ? audience : figures == null ? 0 : figures.rows();
    }

    /** By how much the rows differ from what was frozen; 0 when the sum is right. */
    public long wrongBy() {
        return figures == null || run.audience() == null ? 0 : Math.abs(run.audience() - figures.rows());
    }

    /** How much is settled, {@code 64 %}: who is tried again is not. */
    public String settled() {
        return figures == null ? "" : say.percent(total() - unsettled(), total());
    }

    private long unsettled() {
        return of(Standing.OPEN) + of(Standing.DEFERRED);
    }

    private boolean halfSettled() {
        return figures != null && 2 * unsettled() <= total();
    }

    public List<RunStep> steps() {
        return RunStep.of(this);
    }

    boolean running() {
        return run.state() == RunState.RUNNING;
    }

    /** Whether a redo has taken in all whom it finds. */
    public boolean tookIn() {
        return run.state() == RunState.COMPLETED || running() && run.addressed();
    }

    public Pace pace() {
        return figures == null ? Pace.NONE : figures.pace(run.round());
    }

    /** {@code 30,400}; empty without evidence. */
    public String aMinute() {
        return running() ? pace().aMinute().map(say::number).orElse("") : "";
    }

    /** {@code 507}; empty for less than one. */
    public String aSecond() {
        return pace().aMinute()
                .filter(rate -> rate >= 60)
                .map(rate -> say.number(Math.round(rate / 60.0)))
                .orElse("");
    }

    /** Accepted a minute of this round's work; empty when it was too short. */
    public String average() {
        long seconds = run.busy().toSeconds();
        long accepted = figures == null ? 0 : figures.inRound(run.round(), Standing.ACCEPTED);
        return seconds < ENOUGH || accepted == 0 ? "" : say.number(Math.round(accepted * 60.0 / seconds));
    }

    /** {@code about 2 minutes}; empty without evidence. */
    public String timeLeft() {
        return running()
                ? pace().timeFor(of(Standing.OPEN)).map(RunWords::about).orElse("")
                : "";
    }

    /** Points of the plot as its script reads them: seconds since 1970, and accepted a minute. */
    public String series() {
        List<Pace.Point> points = pace().points();
        return "[["
                + points.stream()
                        .map(point -> Long.toString(point.at().getEpochSecond()))
                        .collect(Collectors.joining(","))
                + "],["
                + points.stream().map(point -> Long.toString(point.aMinute())).collect(Collectors.joining(",")) + "]]";
    }

    /** What the line above the figures says; it is read out when it changes. */
    public String status() {
        return RunWords.status(run, halfSettled());
    }

    /** Changes with what is said beside the figures: state, stage, half. */
    public String seen() {
        return run.state() + "-" + run.stage() + "-" + (run.stopAskedAt() != null) + "-" + halfSettled() + "-"
                + run.latestRound();
    }

    /** What changes first in the title. */
    public String title() {
        String state = run.state().name();
        String word = state.charAt(0) + state.substring(1).toLowerCase(Locale.ENGLISH);
        return word + (running() && figures != null ? ", " + settled() : "") + ": " + RunWords.name(run, say);
    }

    /** Standings by their names, for the template. */
    public Map<String, Standing> standings() {
        return Arrays.stream(Standing.values()).collect(Collectors.toMap(Standing::name, standing -> standing));
    }

    /** Whether a run that waits is due. */
    public boolean due() {
        return run.dueAt() != null && !now.isBefore(run.dueAt());
    }

    /** Whether nobody is tried again before somebody resumes the run. */
    public boolean isHeld() {
        return RunWords.isHeld(run);
    }

    /** When deferred readers that are due at that time are tried again: {@code 07:10}, {@code now}, {@code when resumed}. */
    public String nextTry(Instant at) {
        return isHeld() ? "when resumed" : now.isBefore(at) ? say.time(at, run.zone()) : "now";
    }

    public long inFlight() {
        return figures == null ? 0 : figures.states().getOrDefault(DeliveryState.SENDING, 0L);
    }

    /** A delivery of that subscription, if it is an example. */
    public @Nullable LedgerRow example(long subscription) {
        return examples.get(subscription);
    }

    public String reason() {
        return RunWords.reason(run);
    }

    public boolean canStop() {
        return RunWords.canStop(run);
    }

    public boolean canResume() {
        return RunWords.canResume(run);
    }

    public boolean canRedo() {
        return RunWords.canRedo(run);
    }
}
