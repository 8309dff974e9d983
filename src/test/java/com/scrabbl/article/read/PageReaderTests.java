package com.scrabbl.article.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageReaderTests {

    @Test
    void jsonLdIsBelievedFirst() {
        assertThat(Samples.first("json-ld.html"))
                .isEqualTo(new Item(
                        "https://gazette.example/lighthouse",
                        "https://gazette.example/lighthouse",
                        "https://gazette.example/lighthouse",
                        "Lighthouse gets a new lamp",
                        "It shines & saves half the power.",
                        "Ada Pell, Jan Ohm",
                        "Harbour",
                        List.of("lamps", "energy"),
                        "en",
                        new Image("https://gazette.example/lamp.jpg", null, 1200, 800),
                        """
                        <p>On Friday the keeper switched it on, and the whole bay saw the difference at once.</p>
                        <figure><img src="https://gazette.example/lamp.jpg" alt="" /><figcaption>The lamp</figcaption></figure>
                        <blockquote>It is like day.</blockquote>
                        <p>Three facts:</p>
                        <ul><li>40 watts</li><li>22 sea miles</li></ul>""",
                        Instant.parse("2026-11-20T08:00:00Z")));
    }

    @Test
    void openGraphIsBelievedNext() {
        Item item = Samples.first("open-graph.html");

        assertThat(item.url()).isEqualTo("https://gazette.example/market");
        assertThat(item.title()).isEqualTo("Market hall reopens & smells of bread");
        assertThat(item.standfirst()).isEqualTo("Forty stalls, one bakery.");
        assertThat(item.author()).isEqualTo("Mia Tal");
        assertThat(item.section()).isEqualTo("Town");
        assertThat(item.topics()).containsExactly("Food", "Markets");
        assertThat(item.language()).isEqualTo("en-GB");
        assertThat(item.image()).isEqualTo(new Image("https://gazette.example/market.jpg", null, 800, null));
        assertThat(item.publishedAt()).isEqualTo(Instant.parse("2026-11-21T06:00:00Z"));
        assertThat(item.body().lines()).hasSize(2).first().asString().startsWith("<p>At seven the doors opened");
    }

    @Test
    void carelessPageGivesItsArticleAlone() {
        Item item = Samples.first("careless.html");

        assertThat(item.title()).isEqualTo("Old tram sold to museum");
        assertThat(item.standfirst()).isEqualTo("The last car of line 4 leaves on Sunday.");
        assertThat(item.body()).isEqualTo(Samples.text("careless.expected.html").strip());
    }

    @Test
    void textMadeByScriptsIsTakenFromItsDeclaration() {
        Item item = Samples.admit(page("""
                <script type="application/ld+json">{"@type": "BlogPosting", "headline": "Ebb", "url": "https://a.example/e",
                "articleBody": "The sea went out.\\n\\nIt came back."}</script><div id="app"></div>"""));

        assertThat(item.standfirst()).isEqualTo("The sea went out.");
        assertThat(item.body()).isEqualTo("<p>It came back.</p>");
    }

    @Test
    void pageWithTagsBeyondReasonIsRefused() {
        assertThatThrownBy(() -> page("<div class=share>".repeat(200_000)))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("page.html: it has more tags than the page of any article.");
    }

    @Test
    void pageWithoutArticleIsRefused() {
        assertThatThrownBy(() -> page("<title>Log in</title><h1>Log in</h1><form><input name=user></form>"))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("page.html: no article was found in this page.");
    }

    private static RawItem page(String html) {
        return Samples.raw("page.html", ("<!doctype html><html>" + html + "</html>").getBytes(StandardCharsets.UTF_8))
                .get(0);
    }
}
