package com.scrabbl.cli;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.transfer.ListWriter;
import com.scrabbl.subscriber.transfer.SubscriberExport.Filter;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
final class SubscribersExportCommand implements Callable<Integer> {

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
    public Integer call() throws IOException {
        if (command == null) {
            throw new IllegalStateException("picocli gives the specification");
        }
        if (format == Format.TABLE) {
            throw new ParameterException(command.commandLine(), "An export is csv or json.");
        }
        Long newsletter = slug == null
                ? null
                : application.bean(Newsletters.class).get(slug).id();
        Filter filter = new Filter(newsletter, state, topic, attributes, joinedAfter);
        ListWriter list = application.bean(ListWriter.class);
        PrintWriter out = command.commandLine().getOut();
        if (format == Format.CSV) {
            list.csv(filter, out);
        } else {
            list.json(filter, out);
        }
        out.flush();
        return Exit.DONE;
    }
}
