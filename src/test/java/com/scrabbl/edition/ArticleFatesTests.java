package com.scrabbl.edition;

import com.scrabbl.edition.ArticleFates.Event;
import com.scrabbl.edition.ArticleFates.Happening;
import com.scrabbl.newsletter.SelectionRule.Leftovers;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens in whatever order, each article is in one edition at the most, and never without an answer. */
class ArticleFatesTests {

    @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
    void everyArticleHasOneAnswer(
            @ForAll("stories") List<Event> story,
            @ForAll Leftovers leftovers,
            @ForAll @IntRange(min = 1, max = 4) int mostItems,
            @ForAll @IntRange(min = 1, max = 2) int leastItems) {
        tell(story, leftovers, mostItems, leastItems);
    }

    @Tag("proof")
    @Property(tries = 2_000, shrinking = ShrinkingMode.BOUNDED)
    void everyArticleHasOneAnswerInManyStories(
            @ForAll("stories") List<Event> story,
            @ForAll Leftovers leftovers,
            @ForAll @IntRange(min = 1, max = 4) int mostItems,
            @ForAll @IntRange(min = 1, max = 2) int leastItems) {
        tell(story, leftovers, mostItems, leastItems);
    }

    private static void tell(List<Event> story, Leftovers leftovers, int mostItems, int leastItems) {
        ArticleFates fates = new ArticleFates(leftovers, mostItems, leastItems);
        story.forEach(fates::happens);
    }

    @Provide
    Arbitrary<List<Event>> stories() {
        return Combinators.combine(
                        Arbitraries.of(Happening.class), Arbitraries.integers().between(0, 12))
                .as(Event::new)
                .list()
                .ofMinSize(6)
                .ofMaxSize(24);
    }
}
