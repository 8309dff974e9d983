package com.scrabbl.edition;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.check.Spot;
import com.scrabbl.mail.check.Spot.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a fault in a message comes from, found by what stands there. */
class OriginsTests {

    private final Origins origins = new Origins(
            List.of(
                    Map.of("title", "Tide barrier opens", "url", "https://a.example/tide"),
                    Map.of("title", "<#if> and ${this}", "url", "https://a.example/templates"),
                    Map.of(
                            "title",
                            "Rents & fares",
                            "url",
                            "https://a.example/?a=1&b=2",
                            "image",
                            Map.of("url", "https://a.example/rents.svg"))),
            "digest",
            Map.of(
                    "mail/digest.ftlh",
                    """
                    <#import "partials/look.ftlh" as look>
                    <p class="meta" style="margin:0; padding:4px">${edition.date}</p>
                    <p class="lead">Today</p>
                    <@look.story articles[0]/>
                    """,
                    "mail/partials/look.ftlh",
                    """
                    <#macro story article>
                    <img src="${article.image.url}" width="100%" alt="">
                    <a class="lnk" href="${article.url}">${article.title}</a>
                    </#macro>
                    """,
                    "mail/digest.ftl",
                    "Today\nTwo long words stand in one line here\n"));

    @Test
    void markupComesFromTheLineThatLooksMostLikeIt() {
        assertThat(of(Part.HTML, "<p class=\"meta\" style=\"margin:0; padding:4px\">"))
                .isEqualTo("templates/mail/digest.ftlh, line 2");
        assertThat(of(Part.HTML, "<p class=\"lead\">")).isEqualTo("templates/mail/digest.ftlh, line 3");
        assertThat(of(Part.HTML, "padding:4px")).isEqualTo("templates/mail/digest.ftlh, line 2");
    }

    @Test
    void markupForAnArticleNamesBoth() {
        assertThat(of(Part.HTML, "<img src=\"https://a.example/rents.svg\" width=\"100%\" alt=\"\">"))
                .isEqualTo("templates/mail/partials/look.ftlh, line 2, for “Rents & fares”");
        assertThat(of(Part.HTML, "<a class=\"lnk\" href=\"https://a.example/?a=1&amp;b=2\">"))
                .isEqualTo("templates/mail/partials/look.ftlh, line 3, for “Rents & fares”");
    }

    @Test
    void wordsAndAddressesComeFromTheArticleThatHasThem() {
        assertThat(of(Part.HTML, "barrier")).isEqualTo("the article “Tide barrier opens”");
        assertThat(of(Part.TEXT, "https://a.example/tide")).isEqualTo("the article “Tide barrier opens”");
        assertThat(of(Part.HTML, "<#if> and")).isEqualTo("the article “<#if> and ${this}”");
        assertThat(of(Part.TEXT, "Two long words")).isEqualTo("templates/mail/digest.ftl, line 2");
    }

    @Test
    void whatIsNowhereComesFromTheTemplateOrFromUs() {
        assertThat(of(Part.TEXT, "")).isEqualTo("templates/mail/digest.ftl");
        assertThat(of(Part.HTML, "<video>")).isEqualTo("templates/mail/digest.ftlh");
        assertThat(of(Part.SUBJECT, "")).isEqualTo("the newsletter’s subject");
        assertThat(of(Part.HEAD, "")).isNull();
    }

    private @org.jspecify.annotations.Nullable String of(Part part, String quote) {
        return origins.of(new Spot(part, quote));
    }
}
