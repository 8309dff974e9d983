package com.scrabbl.console.content;

import com.scrabbl.article.Article;
import com.scrabbl.article.ArticleFilter;
import com.scrabbl.article.ArticlePlace;
import com.scrabbl.article.Articles;
import com.scrabbl.article.Source;
import com.scrabbl.article.Sources;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The stored articles, the newest first, with the edition that has each, or why none. */
@Controller
class ArticlesController {

    private static final int ON_A_PAGE = 50;

    private final Articles articles;
    private final Sources sources;
    private final Newsletters newsletters;
    private final ArticleLines lines;

    ArticlesController(Articles articles, Sources sources, Newsletters newsletters, ArticleLines lines) {
        this.articles = articles;
        this.sources = sources;
        this.newsletters = newsletters;
        this.lines = lines;
    }

    @GetMapping("/console/articles")
    String list(
            @RequestParam(defaultValue = "0") long source,
            @RequestParam(defaultValue = "") String newsletter,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String after,
            Model page) {
        Newsletter only = newsletter.isEmpty()
                ? null
                : newsletters.find(newsletter).orElseThrow(() -> NewslettersController.unknown(newsletter));
        ArticlePlace place = place(before, after);
        List<Article> found = articles.search(new ArticleFilter(among(source, only), text), place, ON_A_PAGE + 1);
        boolean more = found.size() > ON_A_PAGE;
        List<Article> shown =
                !more ? found : place.older() ? found.subList(0, ON_A_PAGE) : found.subList(1, ON_A_PAGE + 1);
        UriComponentsBuilder path = path(source, newsletter, text);
        page.addAttribute("articles", lines.of(shown, only));
        page.addAttribute("older", shown.isEmpty() || place.older() && !more ? "" : before(path, shown));
        page.addAttribute(
                "newer",
                shown.isEmpty() || place.equals(ArticlePlace.NEWEST) || !place.older() && !more
                        ? ""
                        : after(path, shown));
        page.addAttribute("allSources", sources.all());
        page.addAttribute("allNewsletters", newsletters.all());
        page.addAttribute("source", source);
        page.addAttribute("newsletter", newsletter);
        page.addAttribute("text", text);
        page.addAttribute("filtered", source != 0 || only != null || !text.isBlank());
        return "console/articles";
    }

    /** The top of the list where an address names no place in it. */
    private static ArticlePlace place(String before, String after) {
        ArticlePlace named = after.isEmpty() ? ArticlePlace.parse(before, true) : ArticlePlace.parse(after, false);
        return named == null ? ArticlePlace.NEWEST : named;
    }

    /** The numbers of the sources that a filter lets pass; null for all. */
    private @Nullable List<Long> among(long source, @Nullable Newsletter newsletter) {
        List<Long> ofNewsletter = newsletter == null
                ? List.of()
                : newsletters.sourcesOf(newsletter).stream().map(Source::id).toList();
        if (source == 0) {
            // A newsletter that names no source takes from all.
            return ofNewsletter.isEmpty() ? null : ofNewsletter;
        }
        return ofNewsletter.isEmpty() || ofNewsletter.contains(source) ? List.of(source) : List.of();
    }

    private static UriComponentsBuilder path(long source, String newsletter, String text) {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath("/console/articles");
        if (source != 0) {
            path.queryParam("source", source);
        }
        if (!newsletter.isEmpty()) {
            path.queryParam("newsletter", newsletter);
        }
        if (!text.isBlank()) {
            path.queryParam("text", "{text}").uriVariables(java.util.Map.of("text", text));
        }
        return path;
    }

    private static String before(UriComponentsBuilder path, List<Article> shown) {
        return path.cloneBuilder()
                .queryParam("before", ArticlePlace.text(shown.get(shown.size() - 1)))
                .encode()
                .toUriString();
    }

    private static String after(UriComponentsBuilder path, List<Article> shown) {
        return path.cloneBuilder()
                .queryParam("after", ArticlePlace.text(shown.get(0)))
                .encode()
                .toUriString();
    }
}
