package com.scrabbl.console.schedule;

import com.scrabbl.edition.EditionDraft;
import com.scrabbl.edition.Proposal.ProposedArticle;
import com.scrabbl.run.approval.Approvals;
import com.scrabbl.run.approval.Proposed;
import com.scrabbl.run.view.Readership;
import com.scrabbl.template.TemplateProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Gathers what the page of an edition that waits shows. */
@Component
class ApprovalPages {

    private final Approvals approvals;
    private final Readership readership;
    private final Clock clock;

    ApprovalPages(Approvals approvals, Readership readership, Clock clock) {
        this.approvals = approvals;
        this.readership = readership;
        this.clock = clock;
    }

    /**
     * A row of the articles.
     *
     * @param place among those that would be sent, from 1; 0 for one that would not
     * @param first whether nothing that would be sent is above it
     * @param last whether nothing that would be sent is below it
     */
    public record Row(
            long id,
            String title,
            @Nullable String section,
            int place,
            boolean first,
            boolean last,
            boolean dropped,
            @Nullable String gone) {}

    String show(Proposed proposed, Model page) {
        List<Row> rows = rows(proposed);
        page.addAttribute("edition", Waiting.of(proposed, clock.instant()));
        page.addAttribute("slug", proposed.newsletter().slug());
        page.addAttribute("version", proposed.proposal().version());
        page.addAttribute("rows", rows);
        page.addAttribute("chosen", rows.stream().filter(row -> row.place() > 0).toList());
        page.addAttribute("skipped", proposed.isSkippedUnapproved());
        page.addAttribute("readers", readership.of(proposed.newsletter().id()));
        if (!page.containsAttribute("subject")) {
            page.addAttribute(
                    "subject",
                    proposed.proposal().subject() == null
                            ? ""
                            : proposed.proposal().subject());
        }
        subjectNow(proposed, page);
        return "console/approve";
    }

    private void subjectNow(Proposed proposed, Model page) {
        try {
            approvals
                    .draft(proposed)
                    .map(EditionDraft::digest)
                    .ifPresent(digest -> page.addAttribute("subjectNow", digest.subject()));
        } catch (TemplateProblemException e) {
            page.addAttribute("unrenderable", e.getMessage());
        }
    }

    private static List<Row> rows(Proposed proposed) {
        List<ProposedArticle> articles = proposed.proposal().articles();
        int chosen = proposed.proposal().chosen().size();
        List<Row> rows = new ArrayList<>();
        int place = 0;
        for (ProposedArticle one : articles) {
            boolean sent = !one.dropped() && one.gone() == null;
            place += sent ? 1 : 0;
            rows.add(new Row(
                    one.article().id(),
                    one.article().title(),
                    one.article().section(),
                    sent ? place : 0,
                    sent && place == 1,
                    sent && place == chosen,
                    one.dropped(),
                    one.gone()));
        }
        return rows;
    }
}
