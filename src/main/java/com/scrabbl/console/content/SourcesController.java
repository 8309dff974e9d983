package com.scrabbl.console.content;

import com.scrabbl.article.PollReport;
import com.scrabbl.article.Rejection;
import com.scrabbl.article.Source;
import com.scrabbl.article.SourceHealth;
import com.scrabbl.article.SourcePolling;
import com.scrabbl.article.Sources;
import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How the sources do, and polling one out of turn. */
@Controller
class SourcesController {

    private static final int ON_A_PAGE = 50;

    /** Of more rejected items only so many are listed. */
    private static final int MOST_REJECTIONS = 20;

    private final Sources sources;
    private final SourcePolling polling;
    private final Newsletters newsletters;
    private final Audit audit;

    SourcesController(Sources sources, SourcePolling polling, Newsletters newsletters, Audit audit) {
        this.sources = sources;
        this.polling = polling;
        this.newsletters = newsletters;
        this.audit = audit;
    }

    /**
     * A source in the list.
     *
     * @param rejected what its last poll rejected, the first of them
     * @param more how many it rejected besides
     * @param takers the newsletters that name it
     */
    public record Line(SourceHealth health, List<Rejection> rejected, int more, List<Newsletter> takers) {

        /** For its badge. */
        public String state() {
            return health.failures() > 0 ? "FAILING" : health.succeededAt() == null ? "NEW" : "ANSWERS";
        }
    }

    @GetMapping("/console/sources")
    String list(
            @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "0") long polled, Model page) {
        List<SourceHealth> found = sources.health(after, ON_A_PAGE + 1);
        boolean more = found.size() > ON_A_PAGE;
        List<SourceHealth> shown = more ? found.subList(0, ON_A_PAGE) : found;
        List<Newsletter> all = newsletters.all();
        page.addAttribute(
                "sources", shown.stream().map(health -> line(health, all)).toList());
        page.addAttribute("next", more ? shown.get(shown.size() - 1).source().name() : "");
        page.addAttribute("first", after.isEmpty());
        page.addAttribute("failed", failed(polled, all));
        return "console/sources";
    }

    @PostMapping("/console/sources/{id}/poll")
    String poll(@PathVariable long id, @AuthenticationPrincipal CurrentUser user, RedirectAttributes redirect) {
        Source source = sources.byId(id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no source %d. The list has all that there are.".formatted(id)));
        // Polling is many transactions: what is begun is written down first, and what came of it stands with the
        // source.
        audit.record(user.change("sources poll", source.name()));
        PollReport report = polling.pollAnew(source);
        if (report.hasFailed()) {
            redirect.addAttribute("polled", id);
        } else {
            Flash.saying(source.name() + " was polled: " + counts(report) + ".").on(redirect);
        }
        return "redirect:/console/sources";
    }

    private Line line(SourceHealth health, List<Newsletter> all) {
        List<Rejection> rejected = polling.rejections(health.source());
        int listed = Math.min(MOST_REJECTIONS, rejected.size());
        return new Line(
                health,
                rejected.subList(0, listed),
                rejected.size() - listed,
                all.stream().filter(newsletter -> takes(newsletter, health)).toList());
    }

    private static boolean takes(Newsletter newsletter, SourceHealth health) {
        return newsletter.settings().sources().stream()
                .anyMatch(source -> source.name().equals(health.source().name()));
    }

    /** The source that was polled just now, if it failed. */
    private @Nullable Line failed(long polled, List<Newsletter> all) {
        return polled == 0
                ? null
                : sources.health().stream()
                        .filter(health -> health.source().id() == polled && health.failures() > 0)
                        .findFirst()
                        .map(health -> line(health, all))
                        .orElse(null);
    }

    private static String counts(PollReport report) {
        return "%d new, %d changed, %d unchanged, %d rejected"
                .formatted(
                        report.added(),
                        report.changed(),
                        report.unchanged(),
                        report.rejected().size());
    }
}
