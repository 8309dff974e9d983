package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.CutMessage;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.MessageDraft;
import com.scrabbl.template.FrozenTemplates;
import com.scrabbl.template.PersonalValues;
import com.scrabbl.template.RenderedDigest;
import com.scrabbl.template.Templates;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a mail of twelve stories takes: to render it once for all who get the same, and to fill it for one reader. The median
 * of many in one thread, after as many to warm up.
 */
@Proof
class RenderingTests {

    private static final int STORIES = 12;
    private static final int TIMES = 200;

    private static final Map<String, String> VALUES = Map.of(
            MessageDraft.DATE,
            "Tue, 24 Nov 2026 06:00:00 +0000",
            MessageDraft.ID,
            "1.digest@courier.example",
            MessageDraft.BOUNDARY,
            "=_digest",
            MessageDraft.TO,
            "zoe@reader.example",
            MessageDraft.TO_NAME,
            "Zoë Müller",
            MessageDraft.UNSUBSCRIBE,
            "https://courier.example/unsubscribe/u-1-8-91fac5533f055c69",
            "links.preferences",
            "https://courier.example/preferences/p-1-8-91fac5533f055c69",
            "reader.name",
            "Zoë Müller",
            "reader.since",
            "3 March 2026");

    @ParameterizedTest
    @ValueSource(strings = {"digest", "brief", "full"})
    void takesMilliseconds(String template) {
        FrozenTemplates templates = new Templates(Path.of("no-such-folder")).load(template);
        Map<String, Object> model = model();
        double rendering = median(TIMES, 1, () -> rendered(templates, model));
        RenderedDigest digest = rendered(templates, model);
        CutMessage message = message(digest).cut();
        double encoding = median(TIMES, 1, () -> message(digest).cut());
        double filling = median(TIMES, 100, () -> message.fill(VALUES::get));
        int octets = digest.html().getBytes(StandardCharsets.UTF_8).length;

        assertThat(octets).isLessThan(60_000);
        assertThat(filling).isLessThan(rendering);
        ProofRecord.of("a mail of 12 stories", template)
                .figure("rendering, µs", Math.round(rendering))
                .figure("encoding, µs", Math.round(encoding))
                .figure("filling for a reader, µs", Math.round(filling))
                .figure("HTML, octets", octets)
                .figure("message, octets", message.fill(VALUES::get).length())
                .verdict(true);
    }

    private static RenderedDigest rendered(FrozenTemplates templates, Map<String, Object> model) {
        return templates.render(
                "${articles[0].title}${words(\"more\", edition.size - 1)}",
                model,
                PersonalValues.slots(
                        Set.of("reader.email", "reader.since", "links.unsubscribe", "links.preferences"),
                        Set.of("reader.name")),
                Locale.ENGLISH,
                ZoneOffset.UTC);
    }

    private static MessageDraft message(RenderedDigest digest) {
        return new MessageDraft(
                "The Courier",
                EmailAddress.parse("news@courier.example"),
                null,
                digest.subject(),
                digest.text(),
                digest.html(),
                "Courier Daily",
                "daily.courier.example",
                URI.create("https://courier.example/archive/daily"),
                URI.create("https://courier.example/"),
                "20261124:daily:digest:courierexample");
    }

    /** Of the thread's own time on the processor, in microseconds. */
    private static double median(int times, int atOnce, Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] nanoseconds = new long[times];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < times; i++) {
                long begun = threads.getCurrentThreadCpuTime();
                for (int n = 0; n < atOnce; n++) {
                    work.run();
                }
                nanoseconds[i] = (threads.getCurrentThreadCpuTime() - begun) / atOnce;
            }
        }
        Arrays.sort(nanoseconds);
        return nanoseconds[times / 2] / 1000.0;
    }

    private static Map<String, Object> model() {
        List<Map<String, Object>> articles =
                IntStream.range(0, STORIES).mapToObj(RenderingTests::story).toList();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("brand", Map.of("name", "The Courier", "accent", "#9a2b1f", "darkAccent", "#f0917f"));
        model.put("newsletter", Map.of("slug", "daily", "name", "Courier Daily", "language", "en"));
        model.put("links", Map.of("web", "https://courier.example/archive/daily/2026-11-24T06:00:00Z"));
        model.put(
                "edition",
                Map.of(
                        "date", "24 November 2026",
                        "size", STORIES,
                        "minutes", STORIES * 4,
                        "preheader", "Rents fall for a third month; night buses return on four lines",
                        "language", "en",
                        "direction", "ltr",
                        "start", "left",
                        "end", "right"));
        model.put("articles", articles);
        model.put(
                "sections",
                List.of(
                        Map.of("name", "City", "articles", articles.subList(1, 6)),
                        Map.of("name", "Economy", "articles", articles.subList(6, STORIES))));
        return model;
    }

    private static Map<String, Object> story(int i) {
        String sentence = "The council met until midnight and agreed on every point of the plan. ";
        Map<String, Object> story = new LinkedHashMap<>();
        story.put("title", "A headline of ordinary length that tells story number " + i);
        story.put("url", "https://courier.example/section/a-headline-of-ordinary-length-" + i);
        story.put("standfirst", sentence.repeat(2).strip());
        story.put("sentence", sentence.strip());
        story.put("author", "Ida Sørli");
        story.put("section", i < 6 ? "City" : "Economy");
        story.put("minutes", 4);
        story.put("body", ("<p>" + sentence.repeat(4) + "</p>\n").repeat(3) + "<ul><li>" + sentence + "</li></ul>");
        story.put(
                "image",
                Map.of(
                        "url",
                        "https://courier.example/pictures/" + i + ".jpg",
                        "alt",
                        "Two ferries pass at dusk",
                        "width",
                        1104,
                        "height",
                        621));
        return story;
    }
}
