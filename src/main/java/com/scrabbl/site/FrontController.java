package com.scrabbl.site;

import com.scrabbl.edition.Archive;
import com.scrabbl.edition.ArchivedEdition;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Publication;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The front page: who publishes, what came last, the newsletters, and how to get them. */
@Controller
class FrontController {

    private static final int EDITIONS = 5;
    private static final int STORIES = 5;

    private final Offers offers;
    private final SignupPanels panels;
    private final PastEditions editions;
    private final Archive archive;
    private final SiteAddress site;
    private final Publication publication;
    private final Clock clock;

    FrontController(
            Offers offers,
            SignupPanels panels,
            PastEditions editions,
            Archive archive,
            SiteAddress site,
            Publication publication,
            Clock clock) {
        this.offers = offers;
        this.panels = panels;
        this.editions = editions;
        this.archive = archive;
        this.site = site;
        this.publication = publication;
        this.clock = clock;
    }

    @GetMapping("/")
    String front(Locale locale, Model model, HttpServletResponse response) {
        Freshness.PAGE.say(response);
        List<Offer> newsletters = offers.all(locale);
        Map<Long, Newsletter> shelves = editions.shelves();
        List<ArchivedEdition> latest = archive.page(shelves.keySet(), null, EDITIONS + 1);
        model.addAttribute("newsletters", newsletters);
        model.addAttribute("signup", panels.empty(newsletters));
        model.addAttribute("samples", samples(shelves, locale));
        if (!latest.isEmpty()) {
            latest(latest, shelves, locale, model);
        }
        model.addAttribute(
                "card",
                new Card(
                        site.of("/"),
                        "website",
                        publication.brand().name(),
                        publication.brand().tagline(),
                        null,
                        ArchiveController.feeds(shelves.values())));
        return "site/front";
    }

    private void latest(List<ArchivedEdition> latest, Map<Long, Newsletter> shelves, Locale locale, Model model) {
        ArchivedEdition newest = latest.get(0);
        Newsletter newsletter = Objects.requireNonNull(shelves.get(newest.newsletterId()));
        List<Story> stories = stories(latest, shelves);
        model.addAttribute("latest", editions.of(newest, newsletter, locale));
        model.addAttribute(
                "today",
                LocalDate.ofInstant(newest.slot(), newsletter.zone())
                        .equals(LocalDate.ofInstant(clock.instant(), newsletter.zone())));
        model.addAttribute("lead", stories.get(0));
        model.addAttribute("stories", stories.subList(1, stories.size()));
        model.addAttribute("earlier", editions.of(latest.subList(1, latest.size()), shelves, locale));
    }

    /** The first articles of the latest editions; one that several newsletters brought stands there once. */
    private List<Story> stories(List<ArchivedEdition> latest, Map<Long, Newsletter> shelves) {
        List<Story> stories = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ArchivedEdition edition : latest) {
            Newsletter newsletter = Objects.requireNonNull(shelves.get(edition.newsletterId()));
            for (Story story : editions.stories(edition, newsletter)) {
                if (stories.size() <= STORIES && seen.add(story.url())) {
                    stories.add(story);
                }
            }
            if (stories.size() > STORIES) {
                break;
            }
        }
        return stories;
    }

    private Map<String, PastEdition> samples(Map<Long, Newsletter> shelves, Locale locale) {
        Map<String, PastEdition> samples = new HashMap<>();
        for (ArchivedEdition edition : archive.latestOfEach(shelves.keySet())) {
            Newsletter newsletter = Objects.requireNonNull(shelves.get(edition.newsletterId()));
            samples.put(newsletter.slug(), editions.of(edition, newsletter, locale));
        }
        return samples;
    }
}
