package com.scrabbl.console.runs;

import com.scrabbl.console.Say;
import com.scrabbl.run.RunReason;
import com.scrabbl.run.RunState;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.Standing;
import java.time.Duration;

/** What pages say of a run. */
public final class RunWords {

    private RunWords() {}

    /** {@code Harbour Daily, Tue 24 November, 07:00}. */
    public static String name(RunFacts run, Say say) {
        return run.newsletter() + ", " + say.dayAndTime(run.slot(), run.zone())
                + (run.round() == 0 ? "" : ", round " + run.round());
    }

    /** Why it stands where it stands, without what the state says already and without commands; empty when nothing tells. */
    public static String reason(RunFacts run) {
        String reason = run.reason();
        if (reason == null || run.state() == RunState.RUNNING || run.state() == RunState.COMPLETED) {
            return "";
        }
        if (run.state() == RunState.WAITING && !reason.startsWith("Refused")) {
            return "";
        }
        return RunReason.onPages(reason, run.zone());
    }

    /** {@code about 2 minutes}. */
    static String about(Duration time) {
        long minutes = Math.round(time.toSeconds() / 60.0);
        if (minutes < 1) {
            return "less than a minute";
        }
        if (minutes < 90) {
            return "about " + minutes + (minutes == 1 ? " minute" : " minutes");
        }
        long hours = Math.round(minutes / 60.0);
        return "about " + hours + (hours == 1 ? " hour" : " hours");
    }

    /** What goes on, in a sentence. */
    static String status(RunFacts run, boolean halfSettled) {
        return switch (run.state()) {
            case RUNNING -> running(run, halfSettled);
            case WAITING -> "The run waits, and goes on by itself.";
            case STOPPED -> "The run is stopped.";
            case HALTED -> "A rule has stopped the run.";
            case FAILED ->
                run.dueAt() == null ? "The run was given up." : "The run failed, and is tried again by itself.";
            case COMPLETED -> "The run is completed.";
            case SKIPPED -> "The slot was skipped.";
            case MISSED -> "The slot was missed.";
            case PROPOSED -> "The edition waits for approval.";
        };
    }

    private static String running(RunFacts run, boolean halfSettled) {
        if (run.stopAskedAt() != null) {
            return "The run is asked to stop, and ends after the mail in flight.";
        }
        return switch (run.stage()) {
            case SELECT -> "Articles are being selected.";
            case ADDRESS -> "The audience is being frozen.";
            case DELIVER ->
                halfSettled ? "Mail is being sent: half of the readers are settled." : "Mail is being sent.";
            case BALANCE, DONE -> "The ledger is being balanced.";
        };
    }

    /** What a page calls deliveries of that standing. */
    static String label(Standing standing) {
        return switch (standing) {
            case ACCEPTED -> "Accepted";
            case DEFERRED -> "Deferred";
            case REJECTED -> "Rejected";
            case UNKNOWN -> "Unknown";
            case EXPIRED -> "Expired";
            case CANCELLED -> "Cancelled";
            case SKIPPED -> "Skipped";
            case OPEN -> "Still to send";
        };
    }

    /** Whether it goes on by itself, or is going on: the page of such a run refreshes itself. */
    static boolean goesOn(RunFacts run) {
        return run.latest()
                && (run.state() == RunState.RUNNING
                        || run.state() == RunState.WAITING
                        || run.state() == RunState.FAILED && run.dueAt() != null);
    }

    static boolean canStop(RunFacts run) {
        return goesOn(run) && run.stopAskedAt() == null;
    }

    static boolean canResume(RunFacts run) {
        return run.latest()
                && (run.state() == RunState.STOPPED
                        || run.state() == RunState.HALTED
                        || run.state() == RunState.FAILED
                        || run.state() == RunState.WAITING);
    }

    /** Whether nothing more is sent before somebody resumes it. */
    public static boolean isHeld(RunFacts run) {
        return canResume(run) && !goesOn(run);
    }

    static boolean canRedo(RunFacts run) {
        return run.latest()
                && run.edition() != null
                && (run.state() == RunState.COMPLETED || run.state() == RunState.HALTED && run.audience() != null);
    }
}
