package com.scrabbl.console.watch;

import com.scrabbl.article.UnknownArticleException;
import com.scrabbl.console.Problem;
import com.scrabbl.edition.UnknownEditionException;
import com.scrabbl.explain.ArticleExplanations;
import com.scrabbl.explain.Explanation;
import com.scrabbl.explain.Explanations;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.UnknownNewsletterException;
import com.scrabbl.run.view.History;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Why somebody got an edition or an article, or did not: the same sentences as the command {@code explain} prints. */
@Controller
class ExplainController {

    private static final int RECENT = 20;

    private final Explanations editions;
    private final ArticleExplanations articles;
    private final History history;

    ExplainController(Explanations editions, ArticleExplanations articles, History history) {
        this.editions = editions;
        this.articles = articles;
        this.history = history;
    }

    /** What was asked, as it was typed. */
    private record Asked(String edition, String address, String article) {}

    /** The question cannot be answered, because of this field. */
    private static final class Unanswerable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;

        Unanswerable(String field, @Nullable String sentence) {
            super(sentence == null ? "" : sentence.endsWith(".") ? sentence : sentence + ".");
            this.field = field;
        }
    }

    @GetMapping("/console/explain")
    ModelAndView explain(
            @RequestParam(defaultValue = "") String edition,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String article,
            Model page) {
        Asked asked = new Asked(edition.strip(), address.strip(), article.strip());
        page.addAttribute("edition", asked.edition());
        page.addAttribute("address", asked.address());
        page.addAttribute("article", asked.article());
        page.addAttribute(
                "recent",
                history.before(History.Key.NEWEST, null, null, RECENT).stream()
                        .filter(run -> run.round() == 0)
                        .toList());
        // A link from an edition names no reader yet.
        if (asked.address().isEmpty() && asked.article().isEmpty()) {
            return answer(HttpStatus.OK);
        }
        try {
            page.addAttribute("explanation", explained(asked));
            return answer(HttpStatus.OK);
        } catch (Unanswerable e) {
            page.addAttribute("problems", List.of(new Problem(e.field, String.valueOf(e.getMessage()))));
            return answer(HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static ModelAndView answer(HttpStatusCode status) {
        ModelAndView answer = new ModelAndView("console/explain");
        answer.setStatus(status);
        return answer;
    }

    private Explanation explained(Asked asked) throws Unanswerable {
        try {
            EmailAddress reader = asked.address().isEmpty() ? null : address(asked.address());
            Long article = asked.article().isEmpty() ? null : number(asked.article());
            if (asked.edition().isEmpty()) {
                if (article == null) {
                    throw new Unanswerable("edition", "Say which edition, such as daily/latest");
                }
                return articles.of(article, reader);
            }
            if (reader == null) {
                throw new Unanswerable("address", "Say which reader, by the address");
            }
            return article == null
                    ? editions.of(asked.edition(), reader)
                    : articles.of(asked.edition(), reader, article);
        } catch (UnknownEditionException | UnknownNewsletterException e) {
            throw new Unanswerable("edition", e.getMessage());
        } catch (UnknownArticleException e) {
            throw new Unanswerable("article", e.getMessage());
        }
    }

    private static EmailAddress address(String typed) throws Unanswerable {
        try {
            return EmailAddress.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new Unanswerable("address", e.getMessage());
        }
    }

    private static Long number(String typed) throws Unanswerable {
        if (!typed.matches("[0-9]{1,18}")) {
            throw new Unanswerable("article", "An article is named by its number, as the list of articles shows it");
        }
        return Long.valueOf(typed);
    }
}
