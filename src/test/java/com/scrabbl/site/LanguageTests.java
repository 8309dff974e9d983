package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page speaks the language that its address asks for, else the browser's, else English. */
class LanguageTests {

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Web web = new Web(application.url());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de                          | de
            de-AT, de;q=0.9, en;q=0.8   | de
            fr-FR, en;q=0.3, de;q=0.9   | de
            fr, it                      | en
            de;q=0, en                  | en
            *                           | en
            ;;;,q=                      | en
            DE                          | de
            """)
    void asTheBrowserAsks(String header, String language) {
        assertThat(Jsoup.parse(web.get("/", "Accept-Language", header).body())
                        .select("html")
                        .attr("lang"))
                .isEqualTo(language);
    }

    @Test
    void theAddressCountsMoreAndItsLinksRememberIt() {
        Document page =
                Jsoup.parse(web.get("/archive?lang=de", "Accept-Language", "en").body());

        assertThat(page.select("html").attr("lang")).isEqualTo("de");
        assertThat(page.select(".wordmark").attr("href")).isEqualTo("/?lang=de");
        assertThat(page.select(".masthead nav a").eachAttr("href"))
                .contains("/archive?lang=de", "/?lang=de#our-newsletters");
    }

    @Test
    void theOtherLanguageIsNamedByItselfAndKeepsTheQuery() {
        Document page = Jsoup.parse(web.get("/?x=1&lang=de&y=%3Cb%3E").body());

        assertThat(page.select(".masthead nav a[hreflang]").text()).isEqualTo("English");
        assertThat(page.select(".masthead nav a[hreflang]").attr("lang")).isEqualTo("en");
        assertThat(page.select(".masthead nav a[hreflang]").attr("href")).isEqualTo("?x=1&y=%3Cb%3E&lang=en");
    }

    @Test
    void aLanguageThatWeDoNotSpeakIsNoneThatIsAskedFor() {
        assertThat(Jsoup.parse(web.get("/?lang=fr", "Accept-Language", "de").body())
                        .select("html")
                        .attr("lang"))
                .isEqualTo("de");
    }

    @Test
    void cachesAreToldThatPagesDiffer() {
        assertThat(web.get("/").headers().firstValue("Vary")).contains("Accept-Language");
        assertThat(web.get("/?lang=de").headers().firstValue("Content-Language"))
                .contains("de");
    }
}
