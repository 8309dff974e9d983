package com.scrabbl.delivery;

import com.scrabbl.mail.Stage;
import com.scrabbl.spelling.Nearest;
import com.scrabbl.yaml.FileSection;
import com.scrabbl.yaml.Problems;
import com.scrabbl.yaml.Quoted;
import com.scrabbl.yaml.Value;
import com.scrabbl.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Rules of one file, in its order; {@code src/docs/operations.md} describes it. */
record SmtpRulesFile(List<ReplyRule> rules, List<AskedDelay> delays) {

    /** No rules. */
    static final SmtpRulesFile NONE = new SmtpRulesFile(List.of(), List.of());

    private static final String PACKED = "/smtp-rules.yml";
    private static final int MOST_RULES = 2_000;
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_TEXT = 500;
    private static final List<String> KEYS =
            List.of("provider", "stage", "code", "enhanced", "pattern", "class", "fault", "action", "delay", "source");
    /** What a rule is not asked about: before these no reader is concerned. */
    private static final List<Stage> STAGES = List.of(Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.BODY, Stage.DOT);

    private static final Pattern CODE = Pattern.compile("[2-5](xx|\\d\\d)");
    private static final Pattern ENHANCED = Pattern.compile("[245X]\\.\\d{1,3}\\.(\\d{1,3}|X)|" + ReplyRule.NONE);
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");
    private static final Pattern DELAY = Pattern.compile("([1-9]\\d{0,3})([smh])");

    SmtpRulesFile {
        rules = List.copyOf(rules);
        delays = List.copyOf(delays);
    }

    /** These rules, and after them those of another file. */
    SmtpRulesFile before(SmtpRulesFile other) {
        return new SmtpRulesFile(
                Stream.concat(rules.stream(), other.rules.stream()).toList(),
                Stream.concat(delays.stream(), other.delays.stream()).toList());
    }

    /** Those that are packed into the jar. */
    static SmtpRulesFile packed() {
        try (InputStream file = Objects.requireNonNull(SmtpRulesFile.class.getResourceAsStream(PACKED))) {
            return read(PACKED, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The packed " + PACKED + " cannot be read", e);
        }
    }

    /**
     * Those of a file; empty when there is no such file.
     *
     * @throws com.scrabbl.yaml.WrongFileException when anything in it is wrong
     */
    static Optional<SmtpRulesFile> read(Path file) {
        return Files.exists(file) ? Optional.of(read(file.toString(), YamlDocument.text(file))) : Optional.empty();
    }

    private static SmtpRulesFile read(String name, String text) {
        return YamlDocument.read(name, text, "rules, and a list of them", SmtpRulesFile::file);
    }

    private static Value<SmtpRulesFile> file(Node root, Problems problems) {
        FileSection file = new FileSection(root, "", problems, List.of("rules", "delays"));
        Value<List<ReplyRule>> rules = file.sections("rules", MOST_RULES, KEYS, SmtpRulesFile::rule);
        Value<List<AskedDelay>> delays =
                file.sections("delays", MOST_RULES, List.of("pattern", "source"), SmtpRulesFile::delay);
        return file.build(() -> new SmtpRulesFile(rules.get(), delays.get()));
    }

    private static Value<ReplyRule> rule(FileSection section) {
        Value<List<String>> providers = section.values("provider", MOST_VALUES, text -> is(PROVIDER, text, "gmail"));
        Value<List<Stage>> stages = section.values("stage", MOST_VALUES, text -> oneOf(STAGES, text));
        Value<List<String>> codes = section.values("code", MOST_VALUES, text -> is(CODE, text, "550, or 5xx for all"));
        Value<List<String>> enhanced = section.values(
                "enhanced",
                MOST_VALUES,
                text -> is(ENHANCED, text, "5.1.1, X.1.1, X.1.X, or none for replies without"));
        Value<Pattern> pattern = section.text("pattern", SmtpRulesFile::pattern);
        Value<ReplyClass> meaning = section.required("class", text -> oneOf(Arrays.asList(ReplyClass.values()), text));
        Value<Fault> fault = section.text("fault", text -> oneOf(Arrays.asList(Fault.values()), text));
        Value<Action> action = section.text("action", text -> oneOf(Arrays.asList(Action.values()), text));
        Value<List<Duration>> delays = section.values("delay", MOST_VALUES, SmtpRulesFile::duration);
        Value<String> source = section.required("source", SmtpRulesFile::line);
        return section.build(() -> {
            Reading usual = Reading.of(meaning.get());
            return new ReplyRule(
                    providers.get(),
                    stages.get(),
                    codes.get(),
                    enhanced.get(),
                    pattern.orNull(),
                    new Reading(
                            usual.meaning(), fault.or(usual.fault()), action.or(usual.action()), delays.get(), false),
                    source.get());
        });
    }

    private static Value<AskedDelay> delay(FileSection section) {
        Value<Pattern> pattern = section.required("pattern", SmtpRulesFile::pattern);
        Value<String> source = section.required("source", SmtpRulesFile::line);
        return section.build(() -> new AskedDelay(pattern.get(), source.get()));
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(line(text), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw Quoted.refused(text, "is no regular expression (" + e.getDescription() + ")", "one of Java's");
        }
    }

    private static String line(String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT || text.chars().anyMatch(Quoted::breaksLine)) {
            throw Quoted.refused(text, "is no text of one line", "1 to %d characters".formatted(LONGEST_TEXT));
        }
        return text;
    }

    private static Duration duration(String text) {
        if (!DELAY.matcher(text).matches()) {
            throw Quoted.refused(text, "is no delay", "30s, 5m, 2h");
        }
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private static String is(Pattern pattern, String text, String allowed) {
        if (!pattern.matcher(text).matches()) {
            throw Quoted.refused(text, "is not known", allowed);
        }
        return text;
    }

    /** The constant that is written in small letters with hyphens. */
    private static <E extends Enum<E>> E oneOf(List<E> constants, String text) {
        Function<E, String> name =
                constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        List<String> names = constants.stream().map(name).toList();
        return constants.stream()
                .filter(constant -> name.apply(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> Quoted.refused(
                        text, "is not known" + Nearest.to(text, names).hint(), String.join(" | ", names)));
    }
}
