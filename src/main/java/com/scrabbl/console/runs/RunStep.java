package com.scrabbl.console.runs;

import com.scrabbl.console.Say;
import com.scrabbl.run.Stage;
import com.scrabbl.run.view.Figures;
import com.scrabbl.run.view.RunFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the four stages of a run, as its page shows it.
 *
 * @param place done, present, still (the run stands there) or later
 */
public record RunStep(String label, String note, String place) {

    static List<RunStep> of(RunPage page) {
        RunFacts run = page.run();
        Say say = page.say();
        @Nullable Figures figures = page.figures();
        boolean frozen = run.audience() != null;
        String soFar = figures == null || figures.rows() == 0 ? "" : say.number(figures.rows()) + " so far";
        return List.of(
                step(
                        page,
                        Stage.SELECT,
                        "Select",
                        run.articles() == 0 ? "" : say.count(run.articles(), "article", "articles")),
                step(
                        page,
                        Stage.ADDRESS,
                        "Address",
                        frozen ? say.count(page.total(), "reader", "readers") + " frozen" : soFar),
                step(page, Stage.DELIVER, "Deliver", frozen && figures != null ? page.settled() + " settled" : ""),
                step(page, Stage.BALANCE, "Balance", run.stage() == Stage.DONE ? "the ledger adds up" : ""));
    }

    private static RunStep step(RunPage page, Stage stage, String label, String note) {
        int order = page.run().stage().compareTo(stage);
        String present = page.running() ? "present" : page.run().edition() == null ? "later" : "still";
        String place = order > 0 ? "done" : order == 0 ? present : "later";
        return new RunStep(label, note.isEmpty() ? unknown(place) : note, place);
    }

    /** What is said of a stage while there are no figures of it. */
    private static String unknown(String place) {
        return switch (place) {
            case "present" -> "under way";
            case "later" -> "follows";
            default -> "";
        };
    }
}
