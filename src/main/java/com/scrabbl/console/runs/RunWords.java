package com.scrabbl.console.runs;

import com.scrabbl.console.Say;
import com.scrabbl.run.RunState;
import com.scrabbl.run.view.RunFacts;
import java.time.Duration;
import java.util.regex.Pattern;

/** What pages say of a run. */
public final class RunWords {

    private static final Pattern COMMAND = Pattern.compile(" Then `runs resume \\d+` goes on\\.$");
    private static final Pattern CHECKS = Pattern.compile(
            "then `runs resume \\d+` makes the text anew\\. `runs resume \\d+ --override REASON` sends it as it is\\.$");
    private static final Pattern KIND = Pattern.compile("^[A-Z_]+: ");

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
        return sentence(COMMAND.matcher(CHECKS.matcher(KIND.matcher(reason).replaceFirst(""))
                        .replaceFirst("Resume, which makes the text anew; or send it as it is, on the edition’s page."))
                .replaceFirst("")
                .replace(
                        "at the run's end `runs redo` reaches those who were refused",
                        "a redo at the end reaches those who" + " were refused"));
    }

    private static String sentence(String text) {
        String whole = text.substring(0, 1).toUpperCase(java.util.Locale.ENGLISH) + text.substring(1);
        return whole.endsWith(".") || whole.endsWith("!") || whole.endsWith("?") ? whole : whole + ".";
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

    /** {@code 6 minutes}, {@code 40 seconds}. */
    static String took(Duration time, Say say) {
        return say.duration(time);
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

    static boolean canRedo(RunFacts run) {
        return run.latest() && run.state() == RunState.COMPLETED && run.edition() != null;
    }
}
