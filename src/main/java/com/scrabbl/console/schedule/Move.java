package com.scrabbl.console.schedule;

import com.scrabbl.edition.Proposal;
import com.scrabbl.edition.Proposal.ProposedArticle;
import com.scrabbl.run.approval.Approvals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** One button at an article of a proposal. */
record Move(Kind kind, long article) {

    private static final Pattern FORM = Pattern.compile("(up|down|drop|back):([0-9]{1,18})");

    enum Kind {
        UP,
        DOWN,
        DROP,
        BACK
    }

    static Move of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No button of this page says that.");
        }
        return new Move(
                Kind.valueOf(matcher.group(1).toUpperCase(java.util.Locale.ROOT)), Long.parseLong(matcher.group(2)));
    }

    /** What it makes of the proposal. An article is moved past the next one that is not dropped. */
    Approvals.Wish wish(Proposal proposal) {
        List<Long> order = new ArrayList<>();
        Set<Long> dropped = new LinkedHashSet<>();
        for (ProposedArticle one : proposal.articles()) {
            order.add(one.article().id());
            if (one.dropped()) {
                dropped.add(one.article().id());
            }
        }
        switch (kind) {
            case UP -> swap(order, dropped, -1);
            case DOWN -> swap(order, dropped, 1);
            case DROP -> dropped.add(article);
            case BACK -> dropped.remove(article);
        }
        return new Approvals.Wish(order, dropped, proposal.subject());
    }

    private void swap(List<Long> order, Set<Long> dropped, int step) {
        int from = order.indexOf(article);
        int to = from + step;
        while (from >= 0 && to >= 0 && to < order.size() && dropped.contains(order.get(to))) {
            to += step;
        }
        if (from >= 0 && to >= 0 && to < order.size()) {
            Collections.swap(order, from, to);
        }
    }

    /** For the audit log. */
    String told(Proposal proposal) {
        String title = proposal.articles().stream()
                .filter(one -> one.article().id() == article)
                .map(one -> one.article().title())
                .findFirst()
                .orElse("article " + article);
        return switch (kind) {
            case UP -> "moved up: " + title;
            case DOWN -> "moved down: " + title;
            case DROP -> "dropped: " + title;
            case BACK -> "put back: " + title;
        };
    }
}
