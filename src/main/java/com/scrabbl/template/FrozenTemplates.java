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
import org.jspecify.annotations.Nullable;

/**
 * The text of a mail template and of everything that it includes and imports, at one moment. What is rendered from it
 * later is the same, whatever has become of the files. Thread-safe.
 */
public final class FrozenTemplates {

    private static final String SUBJECT = "subject";

    /** What subjects see as {@code words}, where the parts import it. */
    private static final String WORDS = "mail/partials/words.ftl";

    private final String name;
    private final FrozenTexts texts;
    private final LeashedConfiguration configuration;
    private final Duration timeLimit;

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
        return new FrozenTemplates(name, texts, missing -> null);
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
     * The languages that there are words for: tags (BCP 47) in the names of what the templates include and import. Empty
     * when they speak one language only, whatever it is.
     */
    public SortedSet<String> languages() {
        Set<String> included = texts.includes();
        SortedSet<String> languages = new TreeSet<>();
        for (String text : texts.all().keySet()) {
            LanguageLookup.spoken(text)
                    .filter(spoken -> included.contains(spoken.template()))
                    .ifPresent(spoken -> languages.add(spoken.language()));
        }
        return languages;
    }

    /**
     * Renders subject, HTML and text.
     *
     * @param subject a template as well; where the parts import {@code partials/words.ftl}, it sees that as {@code words}
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

    /** @param languages those in which there is a template of a name */
    void parseAll(Function<String, Set<String>> languages) {
        parse(html());
        parse(text());
        Set<String> parsed = new HashSet<>();
        Set<String> found = texts.includes();
        while (parsed.addAll(found)) {
            for (String included : found) {
                parse(included, Locale.ROOT, true);
                languages.apply(included).forEach(tag -> parse(included, Locale.forLanguageTag(tag), true));
            }
            found = texts.includes();
        }
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
        return Objects.requireNonNull(parse(file, Locale.ROOT, false));
    }

    private @Nullable Template parse(String file, Locale locale, boolean ignoreMissing) {
        try {
            return configuration.getTemplate(file, locale, null, null, true, ignoreMissing);
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
            RenderLimit.LimitedWriter out = new RenderLimit.LimitedWriter();
            try (RenderLimit limit = new RenderLimit(timeLimit)) {
                process(template, format, out, limit);
            }
            String named = markers.named(out.toString());
            if (named == null) {
                throw new TemplateProblemException(template.getName(), 0, 0, SlotMarkers.COMPUTED);
            }
            return named;
        }

        private void process(Template template, PartFormat format, RenderLimit.LimitedWriter out, RenderLimit limit) {
            try {
                Environment environment = template.createProcessingEnvironment(root(format), out);
                environment.setLocale(locale);
                environment.setTimeZone(zone);
                if (template.getName().equals(SUBJECT) && texts.includes().contains(WORDS)) {
                    environment.importLib("/" + WORDS, "words");
                }
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
