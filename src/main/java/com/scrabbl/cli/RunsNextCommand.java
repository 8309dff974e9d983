package com.scrabbl.cli;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.schedule.NextSlot;
import com.scrabbl.run.schedule.NextSlots;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "next",
        description =
                "The next slots of a newsletter: their time here and there, what would be in them by the articles stored"
                        + " now, and whether they would be skipped. Nothing is polled or changed.")
final class RunsNextCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMMM uuuu, HH:mm", Locale.ENGLISH);

    @Parameters(paramLabel = "NEWSLETTER", description = "The newsletter's slug.")
    private String newsletter = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            converter = CountConverter.class,
            description = "So many at the most (default: 10).")
    private int limit;

    @Mixin
    private Output output = new Output();

    private final Application application;

    RunsNextCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        Newsletter of = application.bean(Newsletters.class).get(newsletter);
        List<NextSlot> slots = application.bean(NextSlots.class).of(of, limit);
        output.print(listing(of.zone(), ZoneId.systemDefault()), slots.stream());
        if (of.settings().schedule() == null) {
            output.tell("%s has no schedule: it runs by hand, as by `send %1$s`.".formatted(of.slug()));
        }
        return Exit.DONE;
    }

    private Listing<NextSlot> listing(ZoneId zone, ZoneId here) {
        Listing<NextSlot> listing = Listing.of(NextSlot.class)
                .column("slot", NextSlot::slot)
                .column("local", next -> time(next.slot(), zone))
                .column("zone", next -> zone.getId());
        // UTC stands in the first column.
        if (!here.equals(zone) && !here.getRules().equals(ZoneOffset.UTC.getRules())) {
            listing = listing.column("here", next -> time(next.slot(), here));
        }
        return listing.column("skipped", next -> next.skipped() != null)
                .column("outlook", NextSlot::outlook)
                .column("clock", NextSlot::clockChange)
                .column("articles", NextSlot::articles);
    }

    private static String time(Instant slot, ZoneId zone) {
        return TIME.format(slot.atZone(zone));
    }
}
