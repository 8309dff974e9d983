package com.scrabbl.template;

import freemarker.core.Environment;
import freemarker.core.ParseException;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a mail template and of everything that it includes and imports, at one moment. What is rendered from it
 * later is the same, whatever has become of the files. Thread-safe.
 */
public final class FrozenTemplates {

    private static final String SUBJECT = "subject";

    /** Templates that never ask for words speak one language only, whatever it is. */
    private static final Pattern ASKS_FOR_WORDS = Pattern.compile("\\bwords\\s*\\(");

    private final String name;
    private final FrozenTexts texts;
    private final LeashedConfiguration configuration;
    private final Duration timeLimit;
    private final StyleInliner styles = new StyleInliner();
    private volatile @Nullable Messages messages;

    FrozenTemplates(String name, Map<String, String> texts, Function<String, @Nullable String> files) {
        this(name, texts, files, RenderLimit.TIME);
    }

    FrozenTemplates(
            String name, Map<String, String> texts, Function<String, @Nullable String> files, Duration timeLimit) {
        this.name = name;
        this.texts = new FrozenTexts(texts, files);
        this.configuration = new LeashedConfiguration(this.texts);
        this.timeLimit = timeLimit;
    }

    /** The templates as they were kept: {@code texts} is what {@link #texts()} gave, and no file is read. */
    public static FrozenTemplates of(String name, Map<String, String> texts) {
        FrozenTemplates kept = new FrozenTemplates(name, texts, missing -> null);
        kept.messages = kept.asksForWords() ? new Messages(texts) : null;
        return kept;
    }

    /** The template's name as newsletters give it. */
    public String name() {
        return name;
    }

    /** The texts that took part so far, by their names ({@code mail/digest.ftlh}). */
    public SortedMap<String, String> texts() {
        return texts.all();
    }

    /**
     * The languages that there are words for, as tags (BCP 47). Empty when the templates speak one language only, whatever
     * it is.
     */
    public SortedSet<String> languages() {
        return messages == null ? new TreeSet<>() : new TreeSet<>(messages.languages());
    }

    /**
     * Renders subject, HTML and text.
     *
     * @param subject a template as well; where the parts ask for {@code words(…)}, it may do so too
     * @param model maps, lists, strings, numbers and booleans by their names; {@code reader} and {@code links} are given
     *     by {@code personal}, the latter beside what the model has under that name
     * @param locale one of {@link #languages}, unless that is empty
     * @throws TemplateProblemException when a template cannot be read, misses a value, computes with a slot, takes more
     *     than ten seconds or prints more than two million characters
     */
    public RenderedDigest render(
            String subject, Map<String, ?> model, PersonalValues personal, Locale locale, ZoneId zone) {
        Rendering rendering = new Rendering(model, personal, locale, TimeZone.getTimeZone(zone));
        String line = rendering.print(parseSubject(subject), PartFormat.TEXT);
        if (line.isBlank()) {
            throw new TemplateProblemException(SUBJECT, 0, 0, "it is empty");
        }
        return new RenderedDigest(
                line, rendering.print(parse(html()), PartFormat.HTML), rendering.print(parse(text()), PartFormat.TEXT));
    }

    /** @param words gives the names of the files that have words */
    void parseAll(Supplier<Set<String>> words) {
        parse(html());
        parse(text());
        Set<String> parsed = new HashSet<>();
        Set<String> found = texts.includes();
        while (parsed.addAll(found)) {
            found.forEach(included -> parse(included, true));
            found = texts.includes();
        }
        if (asksForWords()) {
            words.get().forEach(texts::findTemplateSource);
            messages = new Messages(texts.all());
        }
    }

    private boolean asksForWords() {
        return texts.all().values().stream()
                .anyMatch(text -> ASKS_FOR_WORDS.matcher(text).find());
    }

    Template parseSubject(String subject) {
        try {
            return LeashedConfiguration.interruptible(
                    new Template(SUBJECT, FrozenTexts.checked(SUBJECT, SlotMarkers.cleaned(subject)), configuration));
        } catch (ParseException e) {
            throw Problems.syntax(SUBJECT, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String html() {
        return "mail/" + name + ".ftlh";
    }

    private String text() {
        return "mail/" + name + ".ftl";
    }

    private Template parse(String file) {
        return Objects.requireNonNull(parse(file, false));
    }

    private @Nullable Template parse(String file, boolean ignoreMissing) {
        try {
            return configuration.getTemplate(file, null, null, null, true, ignoreMissing);
        } catch (TemplateNotFoundException e) {
            throw new TemplateProblemException(file, 0, 0, "there is no such template");
        } catch (ParseException e) {
            throw Problems.syntax(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One rendering of the three parts, which share the slots' numbers. */
    private final class Rendering {

        private final Map<String, ?> model;
        private final PersonalValues personal;
        private final Locale locale;
        private final TimeZone zone;
        private final SlotMarkers markers = new SlotMarkers();

        Rendering(Map<String, ?> model, PersonalValues personal, Locale locale, TimeZone zone) {
            this.model = model;
            this.personal = personal;
            this.locale = locale;
            this.zone = zone;
        }

        String print(Template template, PartFormat format) {
            String text = processed(template, format);
            String named = markers.named(
                    format == PartFormat.HTML ? styles.inlined(text, link -> stylesheet(template, link)) : text);
            if (named == null) {
                throw new TemplateProblemException(template.getName(), 0, 0, SlotMarkers.COMPUTED);
            }
            return named;
        }

        private String processed(Template template, PartFormat format) {
            RenderLimit.LimitedWriter out = new RenderLimit.LimitedWriter();
            try (RenderLimit limit = new RenderLimit(timeLimit)) {
                process(template, format, out, limit);
            }
            return out.toString();
        }

        /** @param link from the template, as that of an import */
        private Stylesheet stylesheet(Template template, String link) {
            String file = FrozenTexts.named(link, template.getName());
            return styles.sheet(file, processed(parse(file), PartFormat.TEXT));
        }

        private void process(Template template, PartFormat format, RenderLimit.LimitedWriter out, RenderLimit limit) {
            try {
                Environment environment = template.createProcessingEnvironment(root(format), out);
                environment.setLocale(locale);
                environment.setTimeZone(zone);
                environment.process();
            } catch (TemplateException e) {
                throw Problems.rendering(template.getName(), e);
            } catch (RenderLimit.TooLongException e) {
                throw new TemplateProblemException(
                        template.getName(),
                        0,
                        0,
                        "it prints more than %d characters".formatted(RenderLimit.CHARACTERS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (StackOverflowError e) {
                throw new TemplateProblemException(template.getName(), 0, 0, "its macros call each other without end");
            } catch (OutOfMemoryError e) {
                // One value may be larger than all there is; what it was made of is free again.
                throw new TemplateProblemException(
                        template.getName(), 0, 0, "it makes a text that fits into no memory");
            } catch (RuntimeException e) {
                if (limit.timeIsUp()) {
                    throw new TemplateProblemException(
                            template.getName(), 0, 0, "it takes more than %d s".formatted(timeLimit.toSeconds()));
                }
                throw e;
            }
        }

        private Map<String, Object> root(PartFormat format) {
            Map<String, Object> root = new HashMap<>(model);
            root.put("reader", new PersonalHash("reader", personal, markers, format));
            root.put("readable", new Readable(configuration.getObjectWrapper()));
            if (messages != null) {
                root.put("words", new Words<>(MarkedText.class, MarkedText::asMarkup, messages.in(locale)));
            }
            root.put(
                    "links",
                    new LinksHash(
                            new PersonalHash("links", personal, markers, format),
                            model.get("links"),
                            configuration.getObjectWrapper()));
            return root;
        }
    }
}
