package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.core.Environment;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.MessageSource;

/** The words of the pages: the same keys and places in each language, and all that templates ask for. */
class WordsTests {

    private static final String ENGLISH = "site.properties";
    private static final String GERMAN = "site_de.properties";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");
    private static final Pattern ASKED = Pattern.compile("words\\(\"([a-z][a-z0-9.-]*)\"");

    @Test
    void eachLanguageHasTheSameKeys() {
        assertThat(read(GERMAN).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(read(ENGLISH).stringPropertyNames());
    }

    @Test
    void eachTextHasTheSamePlacesInEachLanguage() {
        Properties german = read(GERMAN);
        read(ENGLISH)
                .forEach((key, text) -> assertThat(places(german.getProperty((String) key)))
                        .as("places of %s", key)
                        .isEqualTo(places((String) text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, GERMAN})
    void noTextIsEmptyOrHasAStraightApostrophe(String file) {
        read(file).forEach((key, text) -> {
            assertThat((String) text).as("text of %s", key).isNotBlank();
            if (!((String) key).startsWith("date.")) {
                assertThat((String) text)
                        .as("text of %s: a format takes ' for a quotation mark, write ’", key)
                        .doesNotContain("'");
            }
        });
    }

    @Test
    void everyKeyThatATemplateNamesExists() throws IOException {
        Set<String> known = read(ENGLISH).stringPropertyNames();
        try (Stream<Path> templates = Files.walk(Path.of("templates"))) {
            for (Path template : templates
                    .filter(file -> file.toString().endsWith(".ftlh") && !file.startsWith("templates/mail"))
                    .toList()) {
                Matcher asked = ASKED.matcher(Files.readString(template));
                while (asked.find()) {
                    if (!asked.group(1).endsWith(".")) {
                        assertThat(known).as(template.toString()).contains(asked.group(1));
                    }
                }
            }
        }
    }

    @Test
    void textIsEscapedAndNumbersAreWrittenAsTheLanguageDoes() throws Exception {
        assertThat(render("${words('unsubscribe.asks', '<b>')}", Locale.ENGLISH))
                .isEqualTo("Stop getting &lt;b&gt;?");
        assertThat(render("${words('error.429.text', 1234)}", Locale.GERMAN)).contains("in 1.234 Minuten");
        assertThat(render("${words('error.429.text', 1234)}", Locale.ENGLISH)).contains("in 1,234 minutes");
        assertThat(render("${words('error.429.text', 1)}", Locale.GERMAN)).contains("in einer Minute");
    }

    @Test
    void aPlaceMayBeFilledWithMarkupWhileTheTextAroundIsEscaped() throws Exception {
        String template = "<#assign name><b>${'A & B'}</b></#assign>${words('rhythm.at', name, '<i>')}";

        assertThat(render(template, Locale.ENGLISH)).isEqualTo("<b>A &amp; B</b> at &lt;i&gt;");
    }

    private static String render(String text, Locale locale) throws IOException, TemplateException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        StringWriter out = new StringWriter();
        Environment environment = new Template("test.ftlh", text, configuration)
                .createProcessingEnvironment(Map.of("words", PageLanguages.words(packed())), out);
        environment.setLocale(locale);
        environment.process();
        return out.toString();
    }

    /** The words of the jar alone. */
    static MessageSource packed() {
        return PageLanguages.messageSource(new SiteProperties(false, null, null, Path.of("no-words")));
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            places.add(place.group(1));
        }
        return places;
    }

    private static Properties read(String file) {
        Properties words = new Properties();
        try (InputStreamReader in =
                new InputStreamReader(WordsTests.class.getResourceAsStream("/words/" + file), StandardCharsets.UTF_8)) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
