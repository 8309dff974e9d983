package com.scrabbl.site;

import com.scrabbl.edition.Archive;
import com.scrabbl.edition.ArchivedEdition;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.WrittenSlot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Past editions as pages name and show them. Newsletters without an archive have none. */
@Component
class PastEditions {

    private final Newsletters newsletters;
    private final Archive archive;
    private final SiteAddress site;
    private final Dates dates;

    PastEditions(Newsletters newsletters, Archive archive, SiteAddress site, Dates dates) {
        this.newsletters = newsletters;
        this.archive = archive;
        this.site = site;
        this.dates = dates;
    }

    /** The newsletters that have an archive, by their numbers. */
    Map<Long, Newsletter> shelves() {
        Map<Long, Newsletter> shelves = new LinkedHashMap<>();
        newsletters.all().stream()
                .filter(Newsletter::hasArchive)
                .forEach(newsletter -> shelves.put(newsletter.id(), newsletter));
        return shelves;
    }

    /** The newsletter of that slug, if it has an archive. */
    Optional<Newsletter> shelf(String slug) {
        return newsletters.find(slug).filter(Newsletter::hasArchive);
    }

    /** The edition of a newsletter whose slot an address names. */
    Optional<ArchivedEdition> find(Newsletter newsletter, String slot) {
        return instant(slot).flatMap(instant -> archive.find(newsletter.id(), instant));
    }

    /** The place in a list that an address names by {@code SLUG/SLOT}; empty for anything else. */
    Optional<Archive.Place> place(Map<Long, Newsletter> shelves, String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return shelves.values().stream()
                .filter(newsletter -> newsletter.slug().equals(name.substring(0, slash)))
                .findFirst()
                .flatMap(newsletter ->
                        instant(name.substring(slash + 1)).map(slot -> new Archive.Place(slot, newsletter.id())));
    }

    List<PastEdition> of(List<ArchivedEdition> editions, Map<Long, Newsletter> shelves, Locale locale) {
        return editions.stream()
                .map(edition -> of(edition, Objects.requireNonNull(shelves.get(edition.newsletterId())), locale))
                .toList();
    }

    PastEdition of(ArchivedEdition edition, Newsletter newsletter, Locale locale) {
        return new PastEdition(
                path(edition),
                newsletter.name(),
                newsletter.settings().language(),
                dates.fullDay(edition.slot(), newsletter.zone(), locale),
                dates.shortDay(edition.slot(), newsletter.zone(), locale),
                edition.headline(),
                edition.articles() - 1);
    }

    /** What an edition says, in its order. */
    List<Story> stories(ArchivedEdition edition, Newsletter newsletter) {
        return archive.stories(edition).stream()
                .map(story -> Story.of(story, newsletter.settings().language(), site))
                .toList();
    }

    static String path(ArchivedEdition edition) {
        return "/archive/" + edition.name();
    }

    private static Optional<Instant> instant(String slot) {
        try {
            Instant instant = WrittenSlot.parse(slot);
            boolean written = instant.toString().equals(slot) && slot.length() == "2026-11-24T06:00:00Z".length();
            return written ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
