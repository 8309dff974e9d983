package com.scrabbl.cli;

import com.scrabbl.explain.ArticleExplanations;
import com.scrabbl.explain.Explanation;
import com.scrabbl.explain.Explanations;
import com.scrabbl.mail.EmailAddress;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description = "Why this person got, or did not get, this edition and each article of it.",
        customSynopsis = {
            "scrabbl explain EDITION ADDRESS [--article=ID] [--format=text|json]",
            "scrabbl explain [ADDRESS] --article=ID [--format=text|json]"
        })
final class ExplainCommand implements Runnable {

    private enum As {
        TEXT,
        JSON
    }

    @Parameters(
            arity = "0..2",
            paramLabel = "EDITION ADDRESS",
            description = "NEWSLETTER/SLOT, or NEWSLETTER/latest; and the reader's address. With --article alone: what"
                    + " became of the article in every newsletter, for this address if one is given.")
    private List<String> about = List.of();

    @Option(
            names = "--article",
            paramLabel = "ID",
            description = "Only this article, whether the edition has it or not.")
    private @Nullable Long article;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How to print the result (default: text).")
    private As format = As.TEXT;

    @Spec
    private CommandSpec command;

    private final Application application;

    ExplainCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        print(explanation());
    }

    private Explanation explanation() {
        if (about.size() == 2) {
            EmailAddress reader = address(about.get(1));
            return article == null
                    ? application.bean(Explanations.class).of(about.get(0), reader)
                    : application.bean(ArticleExplanations.class).of(about.get(0), reader, article);
        }
        if (article == null || (about.size() == 1 && !about.get(0).contains("@"))) {
            throw new ParameterException(
                    command.commandLine(),
                    "explain wants an edition and an address, such as `explain daily/latest anna@example.org`");
        }
        return application.bean(ArticleExplanations.class).of(article, about.isEmpty() ? null : address(about.get(0)));
    }

    private EmailAddress address(String typed) {
        try {
            return EmailAddress.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Explanation explanation) {
        PrintWriter out = command.commandLine().getOut();
        if (format == As.JSON) {
            details(explanation).print(Format.JSON, out);
        } else {
            text(explanation, out);
        }
        out.flush();
    }

    private static void text(Explanation explanation, PrintWriter out) {
        out.println(HarmlessText.of(explanation.verdict()));
        out.println();
        out.println(HarmlessText.of(explanation.subject()));
        for (Explanation.Fact fact : explanation.timeline()) {
            out.println("  " + fact.when() + (fact.ahead() ? " (ahead)  " : "  ") + HarmlessText.of(fact.sentence()));
            if (fact.reply() != null) {
                out.println("    the relay said: " + HarmlessText.of(fact.reply()));
            }
        }
        if (!explanation.items().isEmpty()) {
            out.println();
        }
        for (Explanation.Item item : explanation.items()) {
            out.println("  %-3s %s  %s".formatted(item.included().word(), item.key(), HarmlessText.of(item.title())));
            out.println("      " + HarmlessText.of(item.sentence()));
        }
    }

    private Details details(Explanation explanation) {
        return new Details()
                .with("subject", explanation.subject())
                .with("verdict", explanation.verdict())
                .with(
                        "timeline",
                        explanation.timeline().stream()
                                .map(ExplainCommand::fact)
                                .toList())
                .with(
                        about.size() == 2 ? "articles" : "newsletters",
                        explanation.items().stream().map(this::item).toList());
    }

    private static Map<String, @Nullable Object> fact(Explanation.Fact fact) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("at", fact.at());
        values.put("sentence", fact.sentence());
        values.put("reply", fact.reply());
        return values;
    }

    /** Null while nothing is decided: a program that asks for true is not told yes. */
    private static @Nullable Boolean included(Explanation.Included included) {
        return switch (included) {
            case YES -> true;
            case NOT_YET -> null;
            case NO -> false;
        };
    }

    private Map<String, @Nullable Object> item(Explanation.Item item) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (about.size() == 2) {
            values.put("id", Long.valueOf(item.key()));
        } else {
            values.put("newsletter", item.key());
        }
        values.put("title", item.title());
        values.put("included", included(item.included()));
        values.put("sentence", item.sentence());
        return values;
    }
}
