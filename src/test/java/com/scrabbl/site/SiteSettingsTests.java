package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Pages of an installation that is reached by https, and wants to be in no search engine. */
class SiteSettingsTests {

    @Test
    void settingsShowInHeadersAndPages() {
        TestApplication first = TestApplication.on(Database.H2);
        new Publishing(first).declare("daily", "name: Harbour Daily");
        try (TestApplication application = first.anotherServing(
                "--scrabbl.public-url=https://post.example/letters",
                "--scrabbl.brand.name=The Harbour Post",
                "--scrabbl.brand.tagline=News from the quay",
                "--scrabbl.site.noindex=true",
                "--scrabbl.site.imprint=https://post.example/imprint",
                "--scrabbl.site.privacy=https://post.example/privacy")) {
            HttpResponse<String> answer = new Web(application.url()).get("/");
            Document page = Jsoup.parse(answer.body());

            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(answer.headers().firstValue("X-Robots-Tag")).contains("noindex");
            assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
            assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo("https://post.example/letters/");
            assertThat(page.select("meta[property=og:title]").attr("content")).isEqualTo("The Harbour Post");
            assertThat(page.select("h1").text()).isEqualTo("News from the quay");
            assertThat(page.select(".colophon a").eachAttr("href"))
                    .contains("https://post.example/imprint", "https://post.example/privacy");
            assertThat(page.select(".signup .keep a").attr("href")).isEqualTo("https://post.example/privacy");
            assertThat(application
                            .bean(ServletContext.class)
                            .getSessionCookieConfig()
                            .isSecure())
                    .isTrue();
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new SiteProperties(false, URI.create("javascript:alert(1)"), null, Path.of("words")))
                .hasMessageContaining("scrabbl.site.imprint", "no address of a page");
    }
}
