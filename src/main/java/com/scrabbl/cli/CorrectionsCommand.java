package com.scrabbl.cli;

import com.scrabbl.edition.Correction;
import com.scrabbl.edition.Corrections;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "corrections",
        description =
                "Articles that were changed or withdrawn after they were sent, and what the next edition tells of them.")
final class CorrectionsCommand {

    private final Application application;

    CorrectionsCommand(Application application) {
        this.application = application;
    }

    @Command(name = "list", description = "What is offered, accepted, dismissed and told, what was sent last first.")
    void list(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            converter = CountConverter.class,
                            description = "So many at the most (default: 100).")
                    int limit,
            @Mixin Output output) {
        output.print(
                Listing.of(Correction.class)
                        .column("article", Correction::article)
                        .column("newsletter", Correction::newsletter)
                        .column("title", Correction::title)
                        .column("what", one -> one.withdrawn() ? "withdrawn" : "changed")
                        .column("sent_in", Correction::sentIn)
                        .column("state", one -> one.state().name())
                        .column("text", Correction::told)
                        .column("by", Correction::by)
                        .column("told_in", Correction::carriedBy),
                application.bean(Corrections.class).latest(limit).stream());
    }

    @Command(name = "accept", description = "Let the newsletter's next edition tell its readers.")
    void accept(
            @Parameters(paramLabel = "ARTICLE", description = "The article's id, as in the list.") long article,
            @Option(names = "--newsletter", paramLabel = "SLUG", required = true, description = "Whose readers.")
                    String newsletter,
            @Option(
                            names = "--text",
                            paramLabel = "TEXT",
                            description = "What was wrong and what is right, in the newsletter's language. Without it"
                                    + " readers are told that the article was changed or withdrawn, in their own.")
                    @Nullable
                    String text,
            @Mixin Output output) {
        Newsletter whose = application.bean(Newsletters.class).get(newsletter);
        Correction accepted = application.change(
                "corrections accept",
                newsletter,
                "article " + article + (text == null ? "" : ": " + text),
                () -> application.bean(Corrections.class).accept(whose, article, text, application.person()));
        output.tell("The next edition of %s tells of “%s”.".formatted(newsletter, accepted.title()));
    }

    @Command(name = "dismiss", description = "Tell readers nothing of it.")
    void dismiss(
            @Parameters(paramLabel = "ARTICLE", description = "The article's id, as in the list.") long article,
            @Option(names = "--newsletter", paramLabel = "SLUG", required = true, description = "Whose readers.")
                    String newsletter,
            @Mixin Output output) {
        Newsletter whose = application.bean(Newsletters.class).get(newsletter);
        application.change(
                "corrections dismiss",
                newsletter,
                "article " + article,
                () -> application.bean(Corrections.class).dismiss(whose, article, application.person()));
        output.tell("Readers of %s are told nothing of article %d.".formatted(newsletter, article));
    }
}
