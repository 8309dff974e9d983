package com.scrabbl.cli;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.transfer.SubscriberExport;
import com.scrabbl.subscriber.transfer.SubscriberExport.Attribute;
import com.scrabbl.subscriber.transfer.SubscriberExport.Exported;
import com.scrabbl.subscriber.transfer.SubscriberExport.Filter;
import com.scrabbl.subscriber.transfer.SubscriberExport.Value;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Print the list: a row for each subscription, which `subscribers import` takes as it is."
                + " Attributes are columns in CSV (age:number tells a kind other than text), an object in JSON.")
final class SubscribersExportCommand implements Runnable {

    private final Application application;

    @Option(names = "--newsletter", paramLabel = "SLUG", description = "Only of this one.")
    private @Nullable String slug;

    @Option(names = "--state", paramLabel = "active|pending|ended", description = "Only those in this state.")
    private @Nullable State state;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only readers who get this topic: who chose it, or chose none.")
    private @Nullable String topic;

    @Option(
            names = "--attribute",
            paramLabel = "KEY=VALUE",
            description =
                    "Only those of whom this attribute is that, or has it in its list. Can be given several times.")
    private Map<String, String> attributes = new LinkedHashMap<>();

    @Option(
            names = "--joined-after",
            paramLabel = "DAY",
            converter = TimeConverter.class,
            description = "Only those who agreed last after this day began in UTC, or after this instant.")
    private @Nullable Instant joinedAfter;

    @Option(
            names = "--format",
            paramLabel = "csv|json",
            defaultValue = "csv",
            description = "How to print it (default: csv).")
    private Format format = Format.CSV;

    @Spec
    private @Nullable CommandSpec command;

    SubscribersExportCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        if (command == null) {
            throw new IllegalStateException("picocli gives the specification");
        }
        if (format == Format.TABLE) {
            throw new ParameterException(command.commandLine(), "An export is csv or json.");
        }
        Newsletters newsletters = application.bean(Newsletters.class);
        Filter filter =
                new Filter(slug == null ? null : newsletters.get(slug).id(), state, topic, attributes, joinedAfter);
        SubscriberExport export = application.bean(SubscriberExport.class);
        PrintWriter out = command.commandLine().getOut();
        try (Stream<Exported> rows = Pages.of(last -> export.after(filter, last, Pages.SIZE))) {
            columns(export, newsletters).print(format, rows, out);
        }
        out.flush();
    }

    private Listing<Exported> columns(SubscriberExport export, Newsletters newsletters) {
        Map<Long, String> slugs =
                newsletters.all().stream().collect(Collectors.toMap(Newsletter::id, Newsletter::slug));
        Listing<Exported> columns = Listing.of(Exported.class)
                .column("email", Exported::email)
                .column("name", Exported::name)
                .column("language", Exported::language)
                .column("time_zone", Exported::timeZone)
                .column(
                        "topics",
                        row -> format == Format.CSV
                                ? row.topics().listed()
                                : row.topics().keys())
                .column("newsletter", row -> slugs.get(row.newsletterId()))
                .column("subscription", row -> row.state().name())
                .column("since", Exported::since);
        if (format == Format.JSON) {
            return columns.column("attributes", SubscribersExportCommand::typed);
        }
        for (Attribute attribute : export.attributes()) {
            columns = columns.column(
                    attribute.column(), row -> cell(row.attributes().get(attribute.name())));
        }
        return columns;
    }

    private static Map<String, Object> typed(Exported row) {
        Map<String, Object> typed = new LinkedHashMap<>();
        row.attributes().forEach((name, value) -> typed.put(name, value.kind().value(value.content())));
        return typed;
    }

    /** A number stays one, so that a minus is taken for no formula. */
    private static @Nullable Object cell(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        return value.kind() == AttributeKind.NUMBER ? value.kind().value(value.content()) : listed(value);
    }

    private static String listed(Value value) {
        boolean one = value.kind() == AttributeKind.LIST && value.content().indexOf('|') < 0;
        return one ? value.content() + "|" : value.content();
    }
}
