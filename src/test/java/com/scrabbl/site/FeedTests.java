package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.io.WireFeedInput;
import com.scrabbl.site.Publishing.Piece;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The editions of a newsletter for feed readers. */
@OnEachDatabase
class FeedTests {

    private static final String FEED = "/archive/daily.xml";

    private final Publishing publishing;
    private final Web web;

    FeedTests(Database database) {
        TestApplication application = TestApplication.on(database);
        publishing = new Publishing(application);
        web = new Web(application.url());
        publishing.declare("daily", "name: Harbour & Daily\ndescription: What happened");
    }

    @Test
    void isAtomWithTheLatestEditions() throws Exception {
        publishing.send("daily", TestApplication.START, Piece.titled("One <b>bold</b>"), Piece.titled("Two"));
        publishing.send("daily", TestApplication.START.plus(Duration.ofDays(1)), Piece.titled("Three"));

        HttpResponse<String> answer = web.get(FEED);
        Feed feed = (Feed) new WireFeedInput().build(new StringReader(answer.body()));

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/atom+xml;charset=UTF-8");
        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getTitle()).isEqualTo("Harbour & Daily");
        assertThat(feed.getId()).endsWith(FEED);
        assertThat(feed.getUpdated()).isEqualTo("2026-11-25T06:00:00Z");
        assertThat(feed.getEntries())
                .extracting(Entry::getTitle)
                .containsExactly("Three (25 November)", "One bold (24 November)");
        Entry first = feed.getEntries().get(1);
        assertThat(first.getAlternateLinks().get(0).getHref()).endsWith("/archive/daily/2026-11-24T06:00:00Z");
        assertThat(first.getContents().get(0).getValue())
                .contains("What is to be said about Two.", "https://harbour.example/");
        assertThat(answer.body()).doesNotContain("reader@");
    }

    @Test
    void anEmptyOneIsAFeedToo() throws Exception {
        Feed feed =
                (Feed) new WireFeedInput().build(new StringReader(web.get(FEED).body()));

        assertThat(feed.getEntries()).isEmpty();
        assertThat(feed.getUpdated()).isNotNull();
    }

    @Test
    void whoHasItGetsNoSecondCopy() {
        publishing.send("daily", TestApplication.START, Piece.titled("One"));
        HttpResponse<String> answer = web.get(FEED);
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        String modified = answer.headers().firstValue("Last-Modified").orElseThrow();

        assertThat(web.get(FEED, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(web.get(FEED, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
        publishing.send("daily", TestApplication.START.plus(Duration.ofDays(1)), Piece.titled("Two"));
        assertThat(web.get(FEED, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }
}
