package com.scrabbl.site;

import com.scrabbl.edition.Archive;
import com.scrabbl.edition.ArchivedEdition;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Publication;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Past editions as pages: lists of them, the newest first, and each one without anything personal. */
@Controller
class ArchiveController {

    private static final int ON_A_PAGE = 50;

    /** Articles under the name of their section; without one for those that have none. */
    public record Section(String name, List<Story> stories) {}

    private final PastEditions editions;
    private final Archive archive;
    private final Offers offers;
    private final SignupPanels panels;
    private final SiteAddress site;
    private final Publication publication;

    ArchiveController(
            PastEditions editions,
            Archive archive,
            Offers offers,
            SignupPanels panels,
            SiteAddress site,
            Publication publication) {
        this.editions = editions;
        this.archive = archive;
        this.offers = offers;
        this.panels = panels;
        this.site = site;
        this.publication = publication;
    }

    @GetMapping("/archive")
    String all(
            @RequestParam(defaultValue = "") String before, Locale locale, Model model, HttpServletResponse response) {
        model.addAttribute("signup", panels.empty(offers.all(locale)));
        list(editions.shelves(), before, "/archive", locale, model, response);
        return "site/archive";
    }

    @GetMapping("/archive/{newsletter}")
    String ofOne(
            @PathVariable("newsletter") String slug,
            @RequestParam(defaultValue = "") String before,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        Newsletter newsletter = shelf(slug);
        model.addAttribute("newsletter", offers.of(newsletter, locale));
        model.addAttribute("signup", panels.empty(List.of(offers.of(newsletter, locale))));
        list(Map.of(newsletter.id(), newsletter), before, "/archive/" + slug, locale, model, response);
        return "site/archive";
    }

    @GetMapping("/archive/{newsletter}/{slot}")
    String edition(
            @PathVariable("newsletter") String slug,
            @PathVariable String slot,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        Newsletter newsletter = shelf(slug);
        ArchivedEdition edition = editions.find(newsletter, slot).orElseThrow(ArchiveController::notFound);
        Freshness.PAGE.say(response);
        List<Story> stories = editions.stories(edition, newsletter);
        Offer offer = offers.of(newsletter, locale);
        model.addAttribute("newsletter", offer);
        model.addAttribute("signup", panels.empty(List.of(offer)));
        model.addAttribute("edition", editions.of(edition, newsletter, locale));
        model.addAttribute("lead", stories.get(0));
        model.addAttribute("sections", sections(stories.subList(1, stories.size())));
        model.addAttribute("earlier", neighbour(archive.before(edition).orElse(null), newsletter, locale));
        model.addAttribute("later", neighbour(archive.after(edition).orElse(null), newsletter, locale));
        model.addAttribute("card", card(edition, stories.get(0), newsletter));
        return "site/edition";
    }

    /** The feeds of these newsletters. */
    static List<Card.Feed> feeds(Collection<Newsletter> newsletters) {
        return newsletters.stream()
                .map(newsletter -> new Card.Feed(
                        newsletter.name(), newsletter.settings().language(), "/archive/" + newsletter.slug() + ".xml"))
                .toList();
    }

    private void list(
            Map<Long, Newsletter> shelves,
            String before,
            String path,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        Archive.Place place =
                before.isEmpty() ? null : editions.place(shelves, before).orElseThrow(ArchiveController::notFound);
        Freshness.PAGE.say(response);
        List<ArchivedEdition> found = archive.page(shelves.keySet(), place, ON_A_PAGE + 1);
        boolean more = found.size() > ON_A_PAGE;
        List<ArchivedEdition> shown = more ? found.subList(0, ON_A_PAGE) : found;
        model.addAttribute("path", path);
        model.addAttribute("first", place == null);
        model.addAttribute("editions", editions.of(shown, shelves, locale));
        model.addAttribute("last", more ? shown.get(shown.size() - 1).name() : null);
        model.addAttribute(
                "shelves",
                editions.shelves().values().stream()
                        .map(newsletter -> offers.of(newsletter, locale))
                        .toList());
        if (place == null) {
            model.addAttribute(
                    "card",
                    new Card(
                            site.of(path),
                            "website",
                            publication.brand().name(),
                            publication.brand().tagline(),
                            null,
                            feeds(shelves.values())));
        }
    }

    private @Nullable PastEdition neighbour(@Nullable ArchivedEdition edition, Newsletter newsletter, Locale locale) {
        return edition == null ? null : editions.of(edition, newsletter, locale);
    }

    private Card card(ArchivedEdition edition, Story lead, Newsletter newsletter) {
        return new Card(
                site.of(PastEditions.path(edition)),
                "article",
                lead.title(),
                lead.standfirst() != null
                        ? lead.standfirst()
                        : newsletter.settings().description(),
                lead.picture() == null ? null : site.of(lead.picture().path()),
                feeds(List.of(newsletter)));
    }

    /** By section in the order of their first story, as in the mail; what has no section comes last. */
    private static List<Section> sections(List<Story> stories) {
        Map<String, List<Story>> bySection = new LinkedHashMap<>();
        for (Story story : stories) {
            String section = story.section() == null ? "" : story.section();
            bySection.computeIfAbsent(section, name -> new ArrayList<>()).add(story);
        }
        List<Story> unnamed = bySection.remove("");
        if (unnamed != null) {
            bySection.put("", unnamed);
        }
        return bySection.entrySet().stream()
                .map(section -> new Section(section.getKey(), section.getValue()))
                .toList();
    }

    private Newsletter shelf(String slug) {
        return editions.shelf(slug).orElseThrow(ArchiveController::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
