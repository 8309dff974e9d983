package com.scrabbl.edition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrabbl.template.FrameLanguages;
import com.scrabbl.template.PersonalValues;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts of an edition's cohorts. Each is rendered when it is asked for first, and kept with the edition if that is
 * recorded. A limited part of them is at hand: memory does not grow with the list. Thread-safe.
 */
final class CohortTexts {

    /** Of more kinds of readers, topics apart, no texts are kept. */
    static final int MOST_KINDS = 64;

    /** Texts of further choices of topics are rendered each time that they are asked for. */
    static final int MOST_KEPT = 10_000;

    private static final long OCTETS_AT_HAND = Runtime.getRuntime().maxMemory() / 6;

    private final FrozenContent content;
    private final @Nullable EditionCohorts recorded;
    private final Map<String, DigestView> views = new ConcurrentHashMap<>();
    private final Set<Cohort> kinds = new HashSet<>();
    private final Cache<Cohort, CohortText> atHand = Caffeine.newBuilder()
            .maximumWeight(OCTETS_AT_HAND)
            .weigher((Cohort cohort, CohortText text) -> text.message().size())
            .executor(Runnable::run)
            .build();
    private volatile Set<String> asked;

    /** @param recorded where cohorts are kept; null for a digest in memory only */
    CohortTexts(FrozenContent content, Set<String> asked, @Nullable EditionCohorts recorded) {
        this.content = content;
        this.recorded = recorded;
        this.asked = Set.copyOf(asked);
    }

    /** The optional values that template and subject ask for, sorted. */
    Set<String> asked() {
        return new TreeSet<>(asked);
    }

    /** The edition as readers of this language see it. */
    DigestView view(String language) {
        return views.computeIfAbsent(language, content::view);
    }

    /** The text of the cohort; values that nobody asks for do not matter. */
    CohortText of(Cohort wanted) {
        CohortText known = atHand.getIfPresent(among(wanted));
        if (known != null) {
            return known;
        }
        CohortText kept = kept(wanted);
        return kept != null ? kept : rendered(wanted);
    }

    /** Renders what readers of different kinds get, so that what is wrong shows before any mail, and asks are known. */
    void tryOut(FrameLanguages languages, String articles) {
        for (String language : languages.all()) {
            new AskedValues(present -> {
                        render(new Cohort(language, articles, present));
                        return asked();
                    })
                    .explore();
        }
    }

    /** Another process may have found meanwhile that more is asked for: then the cohort is another one. */
    private @Nullable CohortText kept(Cohort wanted) {
        if (recorded == null) {
            return null;
        }
        Cohort cohort;
        CohortText text;
        do {
            cohort = among(wanted);
            EditionCohorts.Kept kept = recorded.find(cohort);
            grow(kept.asked());
            text = kept.text();
        } while (!among(wanted).equals(cohort));
        if (text != null) {
            atHand.put(cohort, text);
        }
        return text;
    }

    private synchronized CohortText rendered(Cohort wanted) {
        while (true) {
            Cohort cohort = among(wanted);
            CohortText text = atHand.getIfPresent(cohort);
            if (text == null) {
                text = render(cohort);
                if (!among(wanted).equals(cohort)) {
                    continue;
                }
                text = keep(cohort, text);
                atHand.put(cohort, text);
            }
            return text;
        }
    }

    private CohortText keep(Cohort cohort, CohortText text) {
        Cohort kind = cohort.withoutTopics();
        if (recorded != null && !kinds.contains(kind)) {
            kinds.addAll(recorded.kinds());
        }
        if (!kinds.contains(kind) && kinds.size() >= MOST_KINDS) {
            throw new TooManyCohortsException(content.newsletter().slug(), MOST_KINDS, asked());
        }
        kinds.add(kind);
        return recorded == null || recorded.count() >= MOST_KEPT ? text : recorded.keep(cohort, text, asked());
    }

    private CohortText render(Cohort cohort) {
        PersonalValues slots = PersonalValues.slots(ReaderValues.ALWAYS, cohort.present());
        CohortText text = content.text(view(cohort.language()), cohort.articles(), slots);
        grow(slots.asked());
        return text;
    }

    private synchronized void grow(Set<String> more) {
        Set<String> all = new TreeSet<>(asked);
        if (all.addAll(more)) {
            asked = Set.copyOf(all);
        }
    }

    private Cohort among(Cohort wanted) {
        return wanted.with(ReaderValues.present(wanted.present(), asked));
    }
}
