package com.scrabbl.article.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedReaderTests {

    @Test
    void rssItemIsReadWithAllItHas() {
        assertThat(Samples.first("rss.xml"))
                .isEqualTo(new Item(
                        "gazette-7",
                        "https://gazette.example/harbour/ferry?utm_source=feed&id=7#top",
                        "https://gazette.example/harbour/ferry?id=7",
                        "Ferry & crane back in service",
                        "After three weeks of repairs both are running again.",
                        "Ada Pell",
                        "Harbour",
                        List.of("Harbour", "Transport"),
                        "en-GB",
                        new Image("https://gazette.example/ferry-960.jpg", "The ferry at dawn", 960, 540),
                        """
                        <p>The first crossing left at <em>six</em>. See the \
                        <a href="https://gazette.example/timetable">timetable</a>.</p>
                        <ul><li>Ferry: every hour</li><li>Crane: on request</li></ul>""",
                        Instant.parse("2026-11-23T16:30:00Z")));
    }

    @Test
    void rssItemWithoutLinkAndDateHasItsPermalinkAndNow() {
        Item item = Samples.admit(Samples.raw("rss.xml").get(1));

        assertThat(item.url()).isEqualTo("https://gazette.example/weather/fog");
        assertThat(item.publishedAt()).isEqualTo(Samples.NOW);
        assertThat(item.author()).isEqualTo("Weather desk");
        assertThat(item.image()).isEqualTo(new Image("https://gazette.example/fog.png", null, null, null));
        assertThat(item.standfirst()).isEqualTo("Slow down on the coast road.");
        assertThat(item.body()).isNull();
    }

    @Test
    void atomEntryIsReadWithAllItHas() {
        Item item = Samples.first("atom.xml");

        assertThat(item.externalId()).isEqualTo("urn:gazette:12");
        assertThat(item.title()).isEqualTo("Neue Brücke offen");
        assertThat(item.standfirst()).isEqualTo("Zwei Spuren, ein Radweg.");
        assertThat(item.author()).isEqualTo("Jan Ohm, Mia Tal");
        assertThat(item.topics()).containsExactly("Verkehr");
        assertThat(item.image()).isEqualTo(new Image("https://gazette.example/bruecke.jpg", null, 640, 360));
        assertThat(item.publishedAt()).isEqualTo(Instant.parse("2026-11-22T07:15:00Z"));
        assertThat(item.body()).contains("<p>Seit Sonntag rollt der Verkehr.</p>", "<ol><li>Autos</li><li>Räder</li>");
    }

    @Test
    void longDescriptionIsTheTextAndGivesItsFirstSentences() {
        String paragraph = "The tide came in and went out again. ".repeat(20).strip();
        Item item = Samples.admit(raw("<item><title>Tide</title><link>https://a.example/t</link><description>"
                        + "&lt;p&gt;" + paragraph + "&lt;/p&gt;</description></item>")
                .get(0));

        assertThat(item.body()).isEqualTo("<p>" + paragraph + "</p>");
        assertThat(item.standfirst())
                .startsWith("The tide came in")
                .endsWith("out again.")
                .hasSize(7 * 37 - 1);
    }

    @Test
    void feedInUtf16IsRead() {
        byte[] feed = ("<?xml version='1.0' encoding='UTF-16'?><rss version='2.0'><channel><item><title>Ünïcode</title>"
                        + "<link>https://a.example/u</link></item></channel></rss>")
                .getBytes(StandardCharsets.UTF_16);

        assertThat(Samples.admit(Samples.raw("utf16.xml", feed).get(0)).title()).isEqualTo("Ünïcode");
    }

    @Test
    void doctypeIsRefused() {
        assertThatThrownBy(() -> raw("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "<item>&x;</item>"))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("feed.xml: it has a DOCTYPE, which is refused in a feed.");
    }

    @Test
    void xmlNestedBeyondReasonIsRefused() {
        assertThatThrownBy(() -> raw("<a>".repeat(100_000) + "</a>".repeat(100_000)))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("feed.xml: its XML is nested deeper than any feed.");
    }

    @Test
    void brokenXmlIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> raw("<item><title>no end</item>"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageMatching("feed.xml: it is not well-formed XML \\(line 1, column \\d+\\)\\.");
    }

    @Test
    void whatIsNeitherFeedNorPageIsRefused() {
        assertThatThrownBy(() -> Samples.raw("feed.xml", "{\"no\": \"xml\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("feed.xml: it is JSON, but no JSON Feed.");
        assertThatThrownBy(() -> Samples.raw("feed.xml", "<svg/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("feed.xml: it is neither an RSS, Atom or JSON feed nor an HTML page.");
        assertThatThrownBy(() -> Samples.raw("feed.xml", new byte[0])).hasMessage("feed.xml: it is empty.");
    }

    private static List<RawItem> raw(String items) {
        return raw("", items);
    }

    private static List<RawItem> raw(String prologue, String items) {
        String feed = prologue + "<rss version=\"2.0\"><channel><title>t</title>" + items + "</channel></rss>";
        return Samples.raw("feed.xml", feed.getBytes(StandardCharsets.UTF_8));
    }
}
