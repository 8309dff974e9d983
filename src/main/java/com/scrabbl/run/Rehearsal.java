package com.scrabbl.run;

import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.EmlFolder;
import com.scrabbl.mail.MessageChecks;
import com.scrabbl.mail.MessageFinding;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Readers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
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
     * Writes the message of every reader into the folder.
     *
     * @param limit readers at the most
     * @param plan told of every reader
     * @throws NothingToShowException when there would be no edition
     */
    public void rehearse(String slug, Path folder, int limit, Consumer<Planned> plan) {
        Newsletter newsletter = newsletters.get(slug);
        FrozenDigest digest = NothingToShowException.draftOf(
                        newsletter, drafts.draft(newsletter, clock.instant().truncatedTo(ChronoUnit.SECONDS)))
                .digest();
        EmlFolder files = new EmlFolder(folder);
        MessageChecks checks = new MessageChecks(publication.publicUrl() != null);
        long last = 0;
        int left = limit;
        while (left > 0) {
            List<Audience.Member> members = audience.after(newsletter.id(), last, Math.min(PAGE, left));
            if (members.isEmpty()) {
                return;
            }
            rehearse(members, digest, files, checks, plan);
            last = members.get(members.size() - 1).subscription();
            left -= members.size();
        }
    }

    private void rehearse(
            List<Audience.Member> members,
            FrozenDigest digest,
            EmlFolder files,
            MessageChecks checks,
            Consumer<Planned> plan) {
        Map<Long, Reader> page =
                readers
                        .bySubscriptions(members.stream()
                                .map(Audience.Member::subscription)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Reader::subscriptionId, Function.identity()));
        for (Audience.Member member : members) {
            Reader reader = Objects.requireNonNull(page.get(member.subscription()));
            if (member.leftOut() != null) {
                plan.accept(new Planned(reader.address().typed(), member.leftOut(), null, 0, List.of()));
            } else {
                plan.accept(written(reader, digest, files, checks));
            }
        }
    }

    private Planned written(Reader reader, FrozenDigest digest, EmlFolder files, MessageChecks checks) {
        Instant now = clock.instant();
        Outgoing message = EditionMessages.of(digest, reader, now);
        files.send(message);
        return new Planned(
                reader.address().typed(),
                null,
                EmlFolder.fileName(message.to()),
                message.content().length,
                checks.check(message.content(), message.to(), now));
    }

    /**
     * The message that one reader would get now.
     *
     * @throws NotSubscribedException when the address does not subscribe to the newsletter
     * @throws NothingToShowException when there would be no edition
     */
    public byte[] preview(String slug, EmailAddress address) {
        Newsletter newsletter = newsletters.get(slug);
        Reader reader = readers.byAddress(newsletter.id(), address)
                .orElseThrow(() -> new NotSubscribedException(address, newsletter));
        Instant now = clock.instant();
        FrozenDigest digest = NothingToShowException.draftOf(
                        newsletter, drafts.draftForAnybody(newsletter, now.truncatedTo(ChronoUnit.SECONDS)))
                .digest();
        return digest.message(reader, now);
    }
}
