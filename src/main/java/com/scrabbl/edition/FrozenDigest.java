package com.scrabbl.edition;

import com.scrabbl.mail.CutMessage;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.MailDate;
import com.scrabbl.mail.MessageDraft;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.template.PersonalValues;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The digest of an edition, its text frozen: the same for a reader whose data did not change, the Date header apart,
 * whenever and on whatever machine it is asked for. Sending, rehearsals, previews and test mails all take their messages
 * from here. Thread-safe.
 */
public final class FrozenDigest {

    /** Of more kinds of readers no texts are kept. */
    static final int MOST_COHORTS = 64;

    private final FrozenContent content;
    private final DigestModel dates;
    private final SubscriptionTokens tokens;
    private final @Nullable EditionCohorts recorded;
    private final Map<Set<String>, CutMessage> cohorts = new ConcurrentHashMap<>();
    private volatile Set<String> asked;

    /** @param recorded where cohorts are kept; null for a digest in memory only */
    FrozenDigest(
            FrozenContent content, Set<String> asked, SubscriptionTokens tokens, @Nullable EditionCohorts recorded) {
        this.content = content;
        this.dates = new DigestModel(content.newsletter());
        this.tokens = tokens;
        this.recorded = recorded;
        this.asked = Set.copyOf(asked);
    }

    /** Whether the text is rendered once per cohort; else it is rendered for each reader. */
    public boolean isShared() {
        return content.newsletter().render() == Render.SHARED;
    }

    /**
     * The optional values of a reader that template and subject ask for, sorted: {@code reader.name},
     * {@code reader.attributes.city}. With more than six of them it may grow when a cohort is rendered; whoever sorts
     * readers by it does so until it stands still.
     */
    public Set<String> asked() {
        return new TreeSet<>(asked);
    }

    /**
     * The message of the readers who have these values; what nobody asks for does not matter. It is rendered at the first
     * call, and kept when the edition is.
     *
     * @throws com.scrabbl.template.TemplateProblemException when the templates cannot do without what is not there
     * @throws TooManyCohortsException when there are 64 already
     * @throws IllegalStateException when the newsletter renders for each reader
     */
    public CutMessage cohort(Set<String> present) {
        if (!isShared()) {
            throw new IllegalStateException("A digest that is rendered for each reader has no cohorts");
        }
        CutMessage known = cohorts.get(among(present));
        return known != null ? known : newCohort(present);
    }

    /** The reader's message as it goes on the wire, with the values that the reader has now. */
    public byte[] message(Reader reader, Instant sentAt) {
        Map<String, String> values = values(reader);
        CutMessage message = isShared() ? cohort(values.keySet()) : content.cut(PersonalValues.of(values));
        DeliveryKey key = key(reader);
        values.put(MessageDraft.DATE, MailDate.text(sentAt));
        values.put(MessageDraft.ID, key.messageId(sender().domain()));
        values.put(MessageDraft.BOUNDARY, key.boundary());
        values.put(MessageDraft.TO, reader.address().normal());
        values.put(MessageDraft.TO_NAME, values.getOrDefault(ReaderValues.NAME, ""));
        return message.fill(values::get);
    }

    /** The Message-ID of a subscription's delivery, without angle brackets. */
    public String messageId(long subscriptionId) {
        return DeliveryKey.of(content.uid(), subscriptionId).messageId(sender().domain());
    }

    /** From whom it comes; the envelope's sender too. */
    public EmailAddress sender() {
        return content.newsletter().sender().address();
    }

    /** The same digest marked as a test, for readers who need not subscribe; leaving by it does nothing. */
    public FrozenDigest asTest() {
        return new FrozenDigest(content.asTest(), asked, tokens, null);
    }

    FrozenContent content() {
        return content;
    }

    /** The cohorts that were asked for, by their values. */
    Map<Set<String>, CutMessage> cohorts() {
        return Map.copyOf(cohorts);
    }

    /** Renders what readers of different kinds get, so that what is wrong shows before any mail, and asks are known. */
    void tryOut() {
        if (isShared()) {
            new AskedValues(present -> {
                        render(present);
                        return asked();
                    })
                    .explore();
        } else {
            content.cut(PersonalValues.of(Map.of(
                    ReaderValues.EMAIL, "reader@example.com",
                    ReaderValues.SINCE, dates.date(content.slot()),
                    MessageDraft.UNSUBSCRIBE, unsubscribe(tokens.test()))));
        }
    }

    private synchronized CutMessage newCohort(Set<String> present) {
        if (recorded != null) {
            grow(recorded.asked());
        }
        while (true) {
            Set<String> key = among(present);
            CutMessage message = cohorts.get(key);
            if (message == null && recorded != null) {
                message = recorded.find(key);
            }
            if (message == null) {
                message = render(key);
                if (!among(present).equals(key)) {
                    continue;
                }
                message = keep(key, message);
            }
            cohorts.put(key, message);
            return message;
        }
    }

    private CutMessage keep(Set<String> key, CutMessage message) {
        if ((recorded == null ? cohorts.size() : recorded.count()) >= MOST_COHORTS) {
            throw new TooManyCohortsException(content.newsletter().slug(), MOST_COHORTS, asked());
        }
        return recorded == null ? message : recorded.keep(key, message, asked());
    }

    private CutMessage render(Set<String> present) {
        PersonalValues slots = PersonalValues.slots(ReaderValues.ALWAYS, present);
        CutMessage message = content.cut(slots);
        grow(slots.asked());
        return message;
    }

    private synchronized void grow(Set<String> more) {
        Set<String> all = new TreeSet<>(asked);
        if (all.addAll(more)) {
            asked = Set.copyOf(all);
        }
    }

    private Set<String> among(Set<String> present) {
        return ReaderValues.present(present, asked);
    }

    private Map<String, String> values(Reader reader) {
        String token = content.test() ? tokens.test() : tokens.unsubscribe(reader.subscriptionId());
        return ReaderValues.of(reader, dates.date(reader.since()), unsubscribe(token));
    }

    private String unsubscribe(String token) {
        return content.base() + "/unsubscribe/" + token;
    }

    private DeliveryKey key(Reader reader) {
        return content.test()
                ? DeliveryKey.ofTest(content.uid(), reader.address().normal())
                : DeliveryKey.of(content.uid(), reader.subscriptionId());
    }
}
