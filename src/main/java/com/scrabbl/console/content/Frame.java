package com.scrabbl.console.content;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/**
 * Answers for the frame in which a page shows a mail, or an article's text. Nothing in it runs, leads anywhere or is
 * loaded from elsewhere: a picture of another server would tell that server who looks.
 */
final class Frame {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox";

    private static final Pattern HEAD = Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

    /** In a frame without pop-ups a click on a link does nothing. */
    private static final String BASE = "<base target=\"_blank\">";

    private Frame() {}

    /**
     * A mail's HTML part.
     *
     * @param own what addresses of this installation begin with: their pictures are shown
     */
    static ResponseEntity<String> ofMail(String html, String own) {
        String here = html.replace(" src=\"" + own + "/", " src=\"/");
        Matcher head = HEAD.matcher(here);
        return answer(head.find() ? here.substring(0, head.end()) + BASE + here.substring(head.end()) : BASE + here);
    }

    /** An article's text, which was sanitised when it came. Instead of its pictures stands what they show. */
    static ResponseEntity<String> ofArticle(String body, @Nullable String language) {
        return answer("""
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">%s
                <title>The article</title>
                <style>
                body { margin: 0 auto; padding: 16px; max-width: 40em; font: 17px/27px Georgia, 'Times New Roman', serif; overflow-wrap: anywhere }
                figure { margin: 16px 0; padding: 8px 16px; border: 1px solid; font-size: 15px; line-height: 22px }
                figure p, figcaption { margin: 0 0 4px }
                </style></head><body>%s</body></html>
                """.formatted(
                        language == null ? "" : HtmlUtils.htmlEscape(language),
                        BASE,
                        body.isBlank() ? "<p>The source has no text for this article.</p>" : withoutPictures(body)));
    }

    private static String withoutPictures(String body) {
        Document document = Jsoup.parseBodyFragment(body);
        document.outputSettings().prettyPrint(false);
        for (Element img : document.select("img")) {
            String shows = img.attr("alt").isBlank() ? img.attr("src") : img.attr("alt");
            img.replaceWith(new Element("p").addClass("picture").text("Picture: " + shows));
        }
        return document.body().html();
    }

    private static ResponseEntity<String> answer(String html) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(html);
    }
}
