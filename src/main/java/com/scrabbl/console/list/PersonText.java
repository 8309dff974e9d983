package com.scrabbl.console.list;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be edited of a person, as lines: the audit keeps them as they were and became. */
@Component
class PersonText {

    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final Newsletters newsletters;

    PersonText(Subscribers subscribers, Subscriptions subscriptions, Newsletters newsletters) {
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.newsletters = newsletters;
    }

    String of(Subscriber person) {
        StringBuilder text = new StringBuilder();
        line(text, "name", person.profile().name());
        line(text, "language", person.profile().language());
        line(text, "time zone", person.profile().timeZone());
        Map<String, AttributeKind> kinds = subscribers.kinds(person.id());
        person.profile().attributes().forEach((name, content) -> {
            AttributeKind kind = kinds.getOrDefault(name, AttributeKind.TEXT);
            line(text, kind == AttributeKind.TEXT ? name : name + " (" + kind.text() + ")", content);
        });
        for (Subscription one : subscriptions.of(List.of(person.id()))) {
            String slug = newsletters.byId(one.newsletterId()).slug();
            line(text, slug, one.state().name());
            if (one.state() != State.ENDED) {
                line(
                        text,
                        slug + " topics",
                        one.topics().equals(Topics.ALL)
                                ? "all"
                                : String.join(", ", one.topics().keys()));
                line(text, slug + " paused until", Objects.toString(one.pausedUntil(), null));
            }
        }
        return text.toString();
    }

    /** Tells whether it changed since a page was made. */
    static String stamp(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void line(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(name).append(": ").append(value).append('\n');
        }
    }
}
