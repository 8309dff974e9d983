package com.scrabbl.cli;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.newsletter.AppliedNewsletter;
import com.scrabbl.newsletter.AppliedNewsletter.Outcome;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pause;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.newsletter.SettingsFormat;
import com.scrabbl.newsletter.SourceReference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "newsletters",
        description = "Declare newsletters, look at them, pause them.",
        subcommands = {NewslettersPauseCommand.class})
final class NewslettersCommand {

    private final Application application;

    NewslettersCommand(Application application) {
        this.application = application;
    }

    @Command(
            name = "apply",
            description = "Declare the newsletters of a YAML file. Applying it twice changes nothing; a file with a"
                    + " mistake changes nothing either.")
    void apply(
            @Parameters(paramLabel = "FILE", description = "The file, as src/docs/newsletter-file.md describes it.")
                    Path file,
            @Mixin Output output) {
        List<NewsletterSettings> declared =
                application.bean(NewsletterFile.class).read(file);
        List<AppliedNewsletter> outcomes = application.change(
                "newsletters apply", String.valueOf(file.getFileName()), null, () -> recorded(declared));
        output.print(
                Listing.of(AppliedNewsletter.class)
                        .column("slug", applied -> applied.newsletter().slug())
                        .column("outcome", applied -> applied.outcome().name().toLowerCase(Locale.ROOT)),
                outcomes.stream());
    }

    /** Applies them, and writes down what each one was and is. */
    private List<AppliedNewsletter> recorded(List<NewsletterSettings> declared) {
        List<AppliedNewsletter> outcomes = application.bean(Newsletters.class).apply(declared);
        outcomes.stream()
                .filter(applied -> applied.outcome() != Outcome.UNCHANGED)
                .map(applied -> Change.byCommand(
                                application.person(),
                                "newsletters apply",
                                applied.newsletter().slug())
                        .detail(applied.outcome().name().toLowerCase(Locale.ROOT))
                        .from(applied.yamlBefore(), applied.yamlAfter()))
                .forEach(application.bean(Audit.class)::record);
        return outcomes;
    }

    @Command(name = "list", description = "The newsletters, with the next slot of each.")
    void list(@Mixin Output output) {
        Instant now = application.bean(Clock.class).instant();
        output.print(
                Listing.of(Newsletter.class)
                        .column("slug", Newsletter::slug)
                        .column("name", Newsletter::name)
                        .column(
                                "schedule",
                                newsletter -> schedule(newsletter.settings().schedule()))
                        .column(
                                "next_slot",
                                newsletter -> nextSlot(newsletter.settings().schedule(), now))
                        .column(
                                "sources",
                                newsletter -> newsletter.settings().sources().stream()
                                        .map(SourceReference::name)
                                        .toList())
                        .column(
                                "paused",
                                newsletter -> application
                                        .bean(Pauses.class)
                                        .at(newsletter, now)
                                        .map(pause -> pause.clause(newsletter.zone()))
                                        .orElse(null)),
                application.bean(Newsletters.class).all().stream());
    }

    @Command(name = "show", description = "Everything that a newsletter's declaration says, defaults written out.")
    void show(
            @Parameters(paramLabel = "SLUG", description = "The newsletter.") String slug,
            @Option(
                            names = "--yaml",
                            description = "As a file that `newsletters apply` takes: it declares the very same.")
                    boolean yaml,
            @Mixin Output output) {
        NewsletterSettings settings =
                application.bean(Newsletters.class).get(slug).settings();
        if (yaml) {
            output.out().print(SettingsFormat.toYaml(settings));
            output.out().flush();
        } else if (output.isForMachines()) {
            Details details = new Details();
            SettingsFormat.toMap(settings).forEach(details::with);
            output.print(details);
        } else {
            SettingsFormat.toYaml(settings).lines().map(HarmlessText::of).forEach(output.out()::println);
            output.out().flush();
        }
    }

    @Command(name = "resume", description = "End the pause of a newsletter: its slots are run again from now on.")
    void resume(@Parameters(paramLabel = "SLUG", description = "The newsletter.") String slug, @Mixin Output output) {
        Newsletter paused = application.bean(Newsletters.class).get(slug);
        Pause ended = application.change(
                "newsletters resume",
                slug,
                null,
                () -> application.bean(Pauses.class).resume(paused));
        output.print(paused(slug, ended));
    }

    static Details paused(String slug, Pause pause) {
        return new Details()
                .with("newsletter", slug)
                .with("paused_since", pause.begins())
                .with("paused_until", pause.ends())
                .with("articles", pause.articles().name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable String schedule(@Nullable NewsletterSchedule schedule) {
        return schedule == null ? null : schedule.cron() + " " + schedule.zone();
    }

    private static @Nullable Instant nextSlot(@Nullable NewsletterSchedule schedule, Instant now) {
        return schedule == null ? null : schedule.nextAfter(now).orElse(null);
    }
}
