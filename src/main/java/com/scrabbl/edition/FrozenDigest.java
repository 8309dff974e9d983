package com.scrabbl.edition;

import com.scrabbl.mail.CutMessage;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.MailDate;
import com.scrabbl.mail.MessageDraft;
import com.scrabbl.mail.WireMessage;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.template.FrameLanguages;
import com.scrabbl.template.PersonalValues;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The digest of an edition, its text frozen: the same for a reader whose data did not change, the Date header apart,
 * whenever and on whatever machine it is asked for. Sending, rehearsals, previews and test mails all take their messages
 * from here. Thread-safe.
 */
public final class FrozenDigest {

    private final FrozenContent content;
    private final FrameLanguages languages;
    private final EditionTopics topics;
    private final SubscriptionTokens tokens;
    private final CohortTexts texts;

    /** @param recorded where cohorts are kept; null for a digest in memory only */
    FrozenDigest(
            FrozenContent content, Set<String> asked, SubscriptionTokens tokens, @Nullable EditionCohorts recorded) {
        this.content = content;
        this.languages = content.languages();
        this.topics = content.topics();
        this.tokens = tokens;
        this.texts = new CohortTexts(content, asked, recorded);
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
        return texts.asked();
    }

    /** The language of the frame by that of the reader. */
    public FrameLanguages languages() {
        return languages;
    }

    /** What the articles are about, by which readers choose. */
    public EditionTopics topics() {
        return topics;
    }

    /** Of how many cohorts texts are rendered before they are needed. */
    public int mostCohorts() {
        return CohortTexts.MOST_KEPT;
    }

    /** Whether the edition has an article that the reader chose. */
    public boolean isFor(Reader reader) {
        return !topics.chosenBy(reader.topics()).startsWith(topics.none());
    }

    /**
     * The message of a cohort. Values that nobody asks for do not matter. It is rendered at the first call, and kept when
     * the edition is.
     *
     * @throws com.scrabbl.template.TemplateProblemException when the templates cannot do without what is not there
     * @throws TooManyCohortsException when there are 64 already, topics apart
     * @throws IllegalStateException when the newsletter renders for each reader
     */
    public CutMessage cohort(Cohort cohort) {
        if (!isShared()) {
            throw new IllegalStateException("A digest that is rendered for each reader has no cohorts");
        }
        return texts.of(cohort).message();
    }

    /**
     * The reader's message as it goes on the wire, with the values, the language and the topics that the reader has now.
     *
     * @throws IllegalArgumentException when it is not for this reader
     */
    public WireMessage message(Reader reader, Instant sentAt) {
        String articles = topics.chosenBy(reader.topics());
        if (articles.startsWith(topics.none())) {
            throw new IllegalArgumentException("The edition has no article on a topic that the reader chose");
        }
        return message(reader, articles, sentAt);
    }

    /** The same with these of the articles, as {@link EditionTopics} writes them. */
    WireMessage message(Reader reader, String articles, Instant sentAt) {
        DigestView view = texts.view(languages.of(reader.language()));
        Map<String, String> values = values(reader, view);
        CutMessage message = isShared()
                ? cohort(new Cohort(languages.of(reader.language()), articles, values.keySet()))
                : content.text(view, articles, PersonalValues.of(values)).message();
        DeliveryKey key = key(reader);
        values.put(MessageDraft.DATE, MailDate.text(sentAt));
        values.put(MessageDraft.ID, key.messageId(sender().domain()));
        values.put(MessageDraft.BOUNDARY, key.boundary());
        values.put(MessageDraft.TO, reader.address().normal());
        values.put(MessageDraft.TO_NAME, values.getOrDefault(ReaderValues.NAME, ""));
        return message.fill(values::get);
    }

    /** How the reader's message was made to fit, for a reader who gets one. */
    public Fit fit(Reader reader) {
        String language = languages.of(reader.language());
        DigestView view = texts.view(language);
        String articles = topics.chosenBy(reader.topics());
        Map<String, String> values = values(reader, view);
        return isShared()
                ? texts.of(new Cohort(language, articles, values.keySet())).fit()
                : content.text(view, articles, PersonalValues.of(values)).fit();
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
        return new FrozenDigest(content.asTest(), asked(), tokens, null);
    }

    /** The same digest in memory only: what is rendered of it is kept nowhere. */
    public FrozenDigest unrecorded() {
        return new FrozenDigest(content, asked(), tokens, null);
    }

    /** The subject for somebody who gets all articles, and of whom no more than an address is known. */
    public String subject() {
        DigestView view = texts.view(languages.otherwise());
        return content.subject(view, topics.every(), someone(view));
    }

    FrozenContent content() {
        return content;
    }

    /** Renders what readers of different kinds get, so that what is wrong shows before any mail, and asks are known. */
    void tryOut() {
        if (isShared()) {
            texts.tryOut(languages, topics.every());
        } else {
            languages.all().stream().map(texts::view).forEach(this::tryOut);
        }
    }

    private void tryOut(DigestView view) {
        content.text(view, topics.every(), someone(view));
    }

    private PersonalValues someone(DigestView view) {
        return PersonalValues.of(Map.of(
                ReaderValues.EMAIL, "reader@example.com",
                ReaderValues.SINCE, view.date(content.slot()),
                ReaderValues.PREFERENCES, preferences(tokens.test()),
                MessageDraft.UNSUBSCRIBE, unsubscribe(tokens.test())));
    }

    private Map<String, String> values(Reader reader, DigestView view) {
        long subscription = reader.subscriptionId();
        return ReaderValues.of(
                reader,
                view.date(reader.since()),
                preferences(content.test() ? tokens.test() : tokens.preferences(subscription)),
                unsubscribe(content.test() ? tokens.test() : tokens.unsubscribe(subscription)));
    }

    private String preferences(String token) {
        return content.base() + "/preferences/" + token;
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
