package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Browser;
import com.scrabbl.support.Html;
import com.scrabbl.support.PageLook;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Looks at a page as a person with a browser, a screen reader or a phone would. */
record PageInspection(Browser browser) {

    private static final List<String> ENGLISH_WORDS = List.of(
            "the", "and", "of", "you", "your", "with", "is", "not", "to", "for", "we", "no", "this", "from", "at",
            "on");

    /** Valid, in one language, and with one headline. */
    void read(String name, String html, Language language) {
        Document page = Jsoup.parse(html);
        assertThat(Html.mistakes(html)).as(name).isEmpty();
        assertThat(page.select("html").attr("lang")).as(name).isEqualTo(language.tag());
        assertThat(page.select("h1")).as("h1 of " + name).hasSize(1);
        assertThat(page.select("[href^=/]:not([href*=.css], [href*=.svg], [href$=.xml]), [action^=/]").stream()
                        .filter(link -> !(link.attr("href") + link.attr("action")).contains("lang=" + language.tag())))
                .as("links of %s that forget the language", name)
                .isEmpty();
        if (language.tag().equals("de")) {
            page.select("[lang=en]").remove();
            Set<String> words =
                    Set.copyOf(Arrays.asList(page.body().text().toLowerCase().split("[^\\p{L}]+")));
            assertThat(words).as("words of " + name).doesNotContainAnyElementsOf(ENGLISH_WORDS);
        }
    }

    /** As {@link PageLook#look}. */
    void look(String name) {
        new PageLook(browser).look(name);
    }

    /** As {@link PageLook#measure}. */
    void measure(String name) {
        new PageLook(browser).measure(name);
    }
}
