package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.site.Publishing.Piece;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has a page that did not change gets no second copy of it. */
class PageTagsTests {

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Publishing publishing = new Publishing(application);
    private final Web web = new Web(application.url());

    @ParameterizedTest
    @ValueSource(strings = {"/", "/archive", "/archive/daily", "/archive/daily/2026-11-24T06:00:00Z"})
    void aPageThatDidNotChangeIsNotSentAgain(String path) {
        publishing.declare("daily", "name: Harbour Daily");
        publishing.send("daily", TestApplication.START, Piece.titled("One"));
        HttpResponse<String> page = web.get(path);
        application.clock().tick(Duration.ofMinutes(5));

        HttpResponse<String> again = web.get(path, "If-None-Match", tag(page));

        assertThat(tag(page)).startsWith("W/\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("Vary")).contains("Accept-Language");
        publishing.declare("daily", "name: Harbour Daily News");
        assertThat(web.get(path, "If-None-Match", tag(page)).statusCode()).isEqualTo(200);
    }

    @Test
    void eachLanguageHasATagOfItsOwn() {
        publishing.declare("daily", "name: Harbour Daily");

        assertThat(tag(web.get("/", "Accept-Language", "de"))).isNotEqualTo(tag(web.get("/", "Accept-Language", "en")));
    }

    @Test
    void otherPagesHaveNone() {
        assertThat(web.get("/unsubscribe/forged").headers().map()).doesNotContainKey("etag");
    }

    private static String tag(HttpResponse<String> page) {
        return page.headers().firstValue("ETag").orElse("");
    }
}
