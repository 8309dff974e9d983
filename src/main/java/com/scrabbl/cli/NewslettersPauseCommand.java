package com.scrabbl.cli;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pause;
import com.scrabbl.newsletter.Pauses;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description =
                "Run no more slots of a newsletter: they are recorded as SKIPPED. What is being sent goes on; `runs stop`"
                        + " stops it.")
final class NewslettersPauseCommand implements Runnable {

    @Parameters(paramLabel = "SLUG", description = "The newsletter.")
    private String newsletter = "";

    @Option(
            names = "--until",
            paramLabel = "DAY",
            converter = DayConverter.class,
            description = "The first day that is run again, such as 2026-12-01, on the newsletter's clock. Without it,"
                    + " until `newsletters resume`.")
    private @Nullable LocalDate until;

    @Option(
            names = "--articles",
            paramLabel = "carry|drop",
            description =
                    "What becomes of articles that are published meanwhile: carry makes them candidates of the first"
                            + " edition after it (default), drop leaves them out.")
    private Pause.Articles articles = Pause.Articles.CARRY;

    @Mixin
    private Output output = new Output();

    private final Application application;

    NewslettersPauseCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        Newsletter paused = application.bean(Newsletters.class).get(newsletter);
        String detail = (until == null ? "" : "until " + until + ", ") + "articles "
                + articles.name().toLowerCase(java.util.Locale.ROOT);
        Pause pause = application.change(
                "newsletters pause",
                newsletter,
                detail,
                () -> application.bean(Pauses.class).pause(paused, until, articles));
        output.print(NewslettersCommand.paused(newsletter, pause));
        output.tell("%s is %s.".formatted(newsletter, pause.clause(paused.zone())));
    }
}
