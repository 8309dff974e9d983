package com.scrabbl.explain;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.edition.FrozenArticle;
import com.scrabbl.edition.Proposal.ProposedArticle;
import com.scrabbl.explain.Circumstances.Row;
import com.scrabbl.explain.Explanation.Included;
import com.scrabbl.explain.Explanation.Item;
import com.scrabbl.subscriber.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which articles of an edition are in a reader's mail, by the topics that the reader chose. */
final class Choice {

    private final Circumstances facts;
    private final List<String> topics;
    private final @Nullable String frozen;

    private Choice(Circumstances facts) {
        this.facts = facts;
        Subscription subscription = facts.subscription();
        topics = subscription == null ? List.of() : subscription.topics().keys();
        frozen = facts.row() == null ? null : facts.row().choice();
    }

    static List<Item> of(Circumstances facts, List<FrozenArticle> articles) {
        Choice choice = new Choice(facts);
        List<Item> items = new ArrayList<>();
        for (int number = 0; number < articles.size(); number++) {
            items.add(choice.item(articles.get(number), number));
        }
        return items;
    }

    /** The same of what waits for approval, as things stand. */
    static List<Item> ofProposed(Circumstances facts) {
        Choice choice = new Choice(facts);
        return facts.proposed().stream().map(choice::proposed).toList();
    }

    /** Whether the reader chose topics, and what waits for approval is about none of them. */
    static boolean hasNothingFor(Circumstances facts) {
        Choice choice = new Choice(facts);
        List<ProposedArticle> staying = facts.proposed().stream()
                .filter(article -> !article.dropped() && article.gone() == null)
                .toList();
        return !staying.isEmpty() && staying.stream().noneMatch(article -> choice.chosen(article.topics()));
    }

    private Item proposed(ProposedArticle article) {
        boolean mayCome = facts.mayStillCome() && !article.dropped() && article.gone() == null;
        return new Item(
                Long.toString(article.article().id()),
                article.article().title(),
                mayCome && chosen(article.topics()) ? Included.NOT_YET : Included.NO,
                "Proposed for the edition" + proposal(article, mayCome));
    }

    private String proposal(ProposedArticle article, boolean mayCome) {
        if (article.gone() != null) {
            return ", and left out of it: " + article.gone() + ".";
        }
        if (article.dropped()) {
            return ", and dropped by %s.".formatted(article.droppedBy() == null ? "an operator" : article.droppedBy());
        }
        if (!mayCome || topics.isEmpty()) {
            return "; nothing is frozen yet.";
        }
        return chosen(article.topics())
                ? ": %s Nothing is frozen yet.".formatted(chosenBecause(article.topics()))
                : ", but not for this reader: " + notChosen(article.topics());
    }

    private boolean chosen(Set<String> about) {
        return topics.isEmpty() || about.stream().anyMatch(topics::contains);
    }

    private Item item(FrozenArticle article, int number) {
        String withdrawn = article.withdrawn() ? " It was withdrawn since; a frozen text keeps it." : "";
        String key = Long.toString(article.id());
        if (facts.row() == null) {
            return withoutRow(key, article.title(), withdrawn);
        }
        boolean chosen = chosen(article.topics());
        String sentence = chosen
                ? inMail(facts.row()) + chosenBecause(article.topics())
                : "Not in the mail: " + notChosen(article.topics());
        return new Item(
                key,
                article.title(),
                chosen && isMailed(facts.row()) ? Included.YES : Included.NO,
                sentence + changed(chosen, number) + withdrawn);
    }

    private Item withoutRow(String key, String title, String withdrawn) {
        return facts.mayStillCome()
                ? new Item(
                        key,
                        title,
                        Included.NOT_YET,
                        "It is in the edition, whose readers are not frozen yet." + withdrawn)
                : new Item(key, title, Included.NO, "It is in the edition, which is not for this reader." + withdrawn);
    }

    private static boolean isMailed(Row row) {
        return switch (row.state()) {
            case SKIPPED, CANCELLED, EXPIRED, REJECTED -> false;
            case PLANNED, SENDING, DEFERRED, ACCEPTED, UNKNOWN, BOUNCED, COMPLAINED -> true;
        };
    }

    private static String inMail(Row row) {
        DeliveryState state = row.state();
        return switch (state) {
            case ACCEPTED, BOUNCED, COMPLAINED, SENDING, UNKNOWN -> "In the mail: ";
            case PLANNED, DEFERRED -> "Will be in the mail: ";
            case SKIPPED, CANCELLED, EXPIRED, REJECTED -> "Would have been in the mail: ";
        };
    }

    private String chosenBecause(Set<String> about) {
        return topics.isEmpty()
                ? "the reader chose no topics, which means all."
                : "it is about %s, which the reader chose."
                        .formatted(String.join(
                                ", ",
                                about.stream().filter(topics::contains).sorted().toList()));
    }

    private String notChosen(Set<String> about) {
        return "the reader chose %s, and %s."
                .formatted(
                        String.join(", ", topics),
                        about.isEmpty()
                                ? "it has no topics"
                                : "it is about "
                                        + String.join(
                                                ", ", about.stream().sorted().toList()));
    }

    /** Topics can change between the freezing and the message, which is made with those of that moment. */
    private String changed(boolean chosen, int number) {
        if (frozen == null || frozen.length() <= number || (frozen.charAt(number) == '1') == chosen) {
            return "";
        }
        return " So say the topics of today; by those at the freezing it was the other way round.";
    }
}
