package com.scrabbl.site;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import com.scrabbl.edition.Archive;
import com.scrabbl.edition.ArchivedEdition;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Publication;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jdom2.Verifier;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;

/** The latest editions of a newsletter as an Atom feed (RFC 4287), with conditional requests. */
@Controller
class FeedController {

    private static final int EDITIONS = 20;
    private static final MediaType ATOM = MediaType.parseMediaType("application/atom+xml;charset=UTF-8");

    private final PastEditions editions;
    private final Archive archive;
    private final SiteAddress site;
    private final Dates dates;
    private final Publication publication;

    FeedController(PastEditions editions, Archive archive, SiteAddress site, Dates dates, Publication publication) {
        this.editions = editions;
        this.archive = archive;
        this.site = site;
        this.dates = dates;
        this.publication = publication;
    }

    @GetMapping("/archive/{newsletter}.xml")
    @Nullable
    ResponseEntity<byte[]> feed(
            @PathVariable("newsletter") String slug, WebRequest request, HttpServletResponse response)
            throws FeedException {
        Newsletter newsletter =
                editions.shelf(slug).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<ArchivedEdition> latest = archive.page(List.of(newsletter.id()), null, EDITIONS);
        Instant updated = latest.stream()
                .map(ArchivedEdition::sentAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        byte[] atom = new WireFeedOutput()
                .outputString(feed(newsletter, latest, updated))
                .getBytes(StandardCharsets.UTF_8);
        Freshness.FEED.say(response);
        if (request.checkNotModified("\"" + DigestUtils.md5DigestAsHex(atom) + "\"", updated.toEpochMilli())) {
            return null;
        }
        return ResponseEntity.ok().contentType(ATOM).body(atom);
    }

    private Feed feed(Newsletter newsletter, List<ArchivedEdition> latest, Instant updated) {
        String self = site.of("/archive/" + newsletter.slug() + ".xml");
        Feed feed = new Feed("atom_1.0");
        feed.setEncoding(StandardCharsets.UTF_8.name());
        feed.setId(self);
        feed.setTitle(clean(newsletter.name()));
        if (newsletter.settings().description() != null) {
            feed.setSubtitle(text(newsletter.settings().description()));
        }
        feed.setUpdated(Date.from(updated));
        Person author = new Person();
        author.setName(clean(publication.brand().name()));
        feed.setAuthors(List.of(author));
        feed.setOtherLinks(List.of(link("self", self, ATOM.getType() + "/" + ATOM.getSubtype())));
        feed.setAlternateLinks(
                List.of(link("alternate", site.of("/archive/" + newsletter.slug()), MediaType.TEXT_HTML_VALUE)));
        feed.setEntries(
                latest.stream().map(edition -> entry(edition, newsletter)).toList());
        return feed;
    }

    private Entry entry(ArchivedEdition edition, Newsletter newsletter) {
        String page = site.of(PastEditions.path(edition));
        Locale language = Locale.forLanguageTag(newsletter.settings().language());
        List<Story> stories = editions.stories(edition, newsletter);
        Entry entry = new Entry();
        entry.setId(page);
        entry.setTitle(clean("%s (%s)"
                .formatted(
                        edition.headline(),
                        dates.shortDay(edition.slot(), newsletter.zone(), language)
                                .words())));
        entry.setPublished(Date.from(edition.slot()));
        entry.setUpdated(Date.from(edition.sentAt()));
        entry.setAlternateLinks(List.of(link("alternate", page, MediaType.TEXT_HTML_VALUE)));
        if (stories.get(0).standfirst() != null) {
            entry.setSummary(text(stories.get(0).standfirst()));
        }
        entry.setContents(List.of(html(stories)));
        return entry;
    }

    /** Headlines and standfirsts, each with the way to its article. */
    private static Content html(List<Story> stories) {
        Element body = new Element("div");
        for (Story story : stories) {
            body.appendElement("h2")
                    .appendElement("a")
                    .attr("href", story.url())
                    .text(story.title());
            if (story.standfirst() != null) {
                body.appendElement("p").text(story.standfirst());
            }
        }
        Content content = new Content();
        content.setType(Content.HTML);
        content.setValue(clean(body.html()));
        return content;
    }

    private static Content text(String value) {
        Content content = new Content();
        content.setType(Content.TEXT);
        content.setValue(clean(value));
        return content;
    }

    private static Link link(String relation, String address, String type) {
        Link link = new Link();
        link.setRel(relation);
        link.setHref(address);
        link.setType(type);
        return link;
    }

    /** Without the few characters that XML cannot hold. */
    private static String clean(String text) {
        return text.codePoints()
                .filter(Verifier::isXMLCharacter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
