package com.scrabbl.run.rehearsal;

import com.scrabbl.edition.DigestChecks;
import com.scrabbl.edition.Fit;
import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.EmlFolder;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.check.MessageFinding;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.run.EditionDrafts;
import com.scrabbl.run.EditionMessages;
import com.scrabbl.run.audience.Audience;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Readers;
import com.scrabbl.template.TemplateProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The same path as a sending, into files instead of SMTP, with the checks of an outgoing message. */
@Component
public class Rehearsal {

    private static final int PAGE = 500;

    private final Newsletters newsletters;
    private final Publication publication;
    private final EditionDrafts drafts;
    private final Audience audience;
    private final Readers readers;
    private final Clock clock;

    Rehearsal(
            Newsletters newsletters,
            Publication publication,
            EditionDrafts drafts,
            Audience audience,
            Readers readers,
            Clock clock) {
        this.newsletters = newsletters;
        this.publication = publication;
        this.drafts = drafts;
        this.audience = audience;
        this.readers = readers;
        this.clock = clock;
    }

    /**
     * What would become of one reader.
     *
     * @param leftOut why the reader would not get it; null for one who would
     * @param file name of the message in the folder; null for one who would not get it
     * @param bytes of the message
     */
    public record Planned(
            String email,
            @Nullable String leftOut,
            @Nullable String file,
            int bytes,
            List<MessageFinding> findings) {}

    /**
     * Writes the message of every reader into the folder, as the stream is read.
     *
     * @param limit readers at the most
     * @throws NothingToShowException when there would be no edition
     */
    public Stream<Planned> rehearse(String slug, Path folder, int limit) {
        return rehearse(slug, folder, limit, UnaryOperator.identity());
    }

    /** The same for people who must not act for readers: links to preferences and to leaving lead nowhere. */
    public Stream<Planned> rehearseForOthers(String slug, Path folder, int limit) {
        return rehearse(slug, folder, limit, Reader::seenByOthers);
    }

    private Stream<Planned> rehearse(String slug, Path folder, int limit, UnaryOperator<Reader> seen) {
        Newsletter newsletter = newsletters.get(slug);
        FrozenDigest digest = NothingToShowException.draftOf(
                        newsletter, drafts.draft(newsletter, clock.instant().truncatedTo(ChronoUnit.SECONDS)))
                .digest();
        EmlFolder files = new EmlFolder(folder);
        DigestChecks checks = new DigestChecks(digest, publication.isHttps());
        return pages(newsletter.id(), digest)
                .flatMap(List::stream)
                .limit(limit)
                .map(member -> planned(member, digest, files, checks, seen));
    }

    /** A member of the audience with the reader. */
    private record Addressed(Reader reader, @Nullable String leftOut) {}

    private Stream<List<Addressed>> pages(long newsletterId, FrozenDigest digest) {
        return Stream.iterate(
                page(newsletterId, digest, 0),
                page -> !page.isEmpty(),
                page -> page(
                        newsletterId, digest, page.get(page.size() - 1).reader().subscriptionId()));
    }

    private List<Addressed> page(long newsletterId, FrozenDigest digest, long after) {
        List<Audience.Member> members = audience.after(newsletterId, digest, after, PAGE);
        Map<Long, Reader> page =
                readers
                        .bySubscriptions(members.stream()
                                .map(Audience.Member::subscription)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Reader::subscriptionId, Function.identity()));
        return members.stream()
                .map(member -> new Addressed(Objects.requireNonNull(page.get(member.subscription())), member.leftOut()))
                .toList();
    }

    private Planned planned(
            Addressed addressed,
            FrozenDigest digest,
            EmlFolder files,
            DigestChecks checks,
            UnaryOperator<Reader> seen) {
        return addressed.leftOut() == null
                ? written(seen.apply(addressed.reader()), digest, files, checks)
                : new Planned(addressed.reader().address().typed(), addressed.leftOut(), null, 0, List.of());
    }

    private Planned written(Reader reader, FrozenDigest digest, EmlFolder files, DigestChecks checks) {
        Instant now = clock.instant();
        try {
            Outgoing message = EditionMessages.of(digest, reader, now);
            files.send(message);
            return new Planned(
                    reader.address().typed(),
                    null,
                    EmlFolder.fileName(message.to()),
                    message.content().length(),
                    findings(digest.fit(reader), checks.check(message.content().octets(), message.to(), now)));
        } catch (TemplateProblemException | IllegalArgumentException e) {
            // A sending would reject this one reader and go on; so does the rehearsal, and says so.
            MessageFinding finding = MessageFinding.unrendered(String.valueOf(e.getMessage()));
            return new Planned(reader.address().typed(), null, null, 0, List.of(finding));
        }
    }

    private static List<MessageFinding> findings(Fit fit, List<MessageFinding> found) {
        return fit.isShorter()
                ? Stream.concat(Stream.of(MessageFinding.fitted(fit.sentence())), found.stream())
                        .toList()
                : found;
    }

    /**
     * The message that one reader would get now.
     *
     * @throws NotSubscribedException when the address does not subscribe to the newsletter
     * @throws NothingToShowException when there would be no edition, or none of its articles is for this reader
     */
    public byte[] preview(String slug, EmailAddress address) {
        Newsletter newsletter = newsletters.get(slug);
        Reader reader = readers.byAddress(newsletter.id(), address)
                .orElseThrow(() -> new NotSubscribedException(address, newsletter));
        Instant now = clock.instant();
        FrozenDigest digest = NothingToShowException.draftOf(
                        newsletter, drafts.draftForAnybody(newsletter, now.truncatedTo(ChronoUnit.SECONDS)))
                .digest();
        if (!digest.isFor(reader)) {
            throw NothingToShowException.noMatch(newsletter, address);
        }
        return digest.message(reader, now).octets();
    }
}
