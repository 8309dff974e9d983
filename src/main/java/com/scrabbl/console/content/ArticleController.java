package com.scrabbl.console.content;

import com.scrabbl.article.Article;
import com.scrabbl.article.ArticleRevision;
import com.scrabbl.article.Articles;
import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.edition.Corrections;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.view.ArticleUse;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One article: what it says, what it said before, the editions that have it; and its withdrawal. */
@Controller
@RequestMapping("/console/articles/{id}")
class ArticleController {

    private static final int LONGEST_REASON = 1000;

    private final Articles articles;
    private final ArticleLines lines;
    private final ArticleUse uses;
    private final Corrections corrections;
    private final Newsletters newsletters;
    private final Audit audit;
    private final TransactionOperations transactions;

    ArticleController(
            Articles articles,
            ArticleLines lines,
            ArticleUse uses,
            Corrections corrections,
            Newsletters newsletters,
            Audit audit,
            TransactionOperations transactions) {
        this.articles = articles;
        this.lines = lines;
        this.uses = uses;
        this.corrections = corrections;
        this.newsletters = newsletters;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GetMapping
    String show(@PathVariable long id, Model page) {
        Article article = get(id);
        page.addAttribute("line", lines.of(List.of(article), null).get(0));
        page.addAttribute("revisions", articles.revisions(id));
        page.addAttribute("uses", article.withdrawnAt() == null ? List.of() : uses.of(id));
        page.addAttribute("corrections", corrections.of(id));
        page.addAttribute(
                "names", newsletters.all().stream().collect(Collectors.toMap(Newsletter::slug, Newsletter::name)));
        return "console/article";
    }

    /** The text, for the frame of its page. */
    @GetMapping("/text")
    ResponseEntity<String> text(@PathVariable long id, @RequestParam(defaultValue = "0") int revision) {
        Article article = get(id);
        @Nullable
        String body = revision == 0 || revision == article.revision()
                ? article.body()
                : articles.revisions(id).stream()
                        .filter(old -> old.revision() == revision)
                        .findFirst()
                        .map(ArticleRevision::body)
                        .orElseThrow(() -> new ResponseStatusException(
                                HttpStatus.NOT_FOUND, "This article has no revision %d.".formatted(revision)));
        return Frame.ofArticle(Objects.toString(body, ""), article.language());
    }

    @GetMapping("/withdraw")
    String ask(@PathVariable long id, Model page) {
        page.addAttribute("article", get(id));
        page.addAttribute("uses", uses.of(id));
        page.addAttribute("seen", seen(uses.of(id)));
        return "console/article-withdraw";
    }

    @PostMapping("/withdraw")
    String withdraw(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Article article = get(id);
        page.addAttribute("entered", Map.of("reason", reason));
        if (reason.length() > LONGEST_REASON) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            page.addAttribute(
                    "problems",
                    List.of(new Problem(
                            "reason",
                            "The reason has %d characters. Allowed are %d at the most. Nothing was changed."
                                    .formatted(reason.length(), LONGEST_REASON))));
            return ask(id, page);
        }
        List<ArticleUse.Use> present = uses.of(id);
        if (!seen(present).equals(seen)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("changed", true);
            return ask(id, page);
        }
        boolean now = Boolean.TRUE.equals(transactions.execute(status -> {
            boolean withdrawn = articles.withdraw(id);
            if (withdrawn) {
                audit.record(user.change("articles withdraw", Long.toString(id))
                        .detail(article.title())
                        .because(reason));
            }
            return withdrawn;
        }));
        Flash.saying(now ? "Withdrawn: it goes into no edition from now on." : "It was withdrawn before.")
                .on(redirect);
        return "redirect:/console/articles/" + id;
    }

    /** What the page told of the editions, to notice when it is otherwise. */
    private static String seen(List<ArticleUse.Use> uses) {
        return uses.stream()
                .map(use -> use.run().id() + ":" + use.run().state() + ":" + use.addressed())
                .collect(Collectors.joining(" "));
    }

    private Article get(long id) {
        return articles.find(id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "There is no article %d. The list has all that there are.".formatted(id)));
    }
}
