package com.scrabbl.subscriber;

import com.scrabbl.spelling.CanonicalName;
import com.scrabbl.subscriber.Subscription.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which people are listed: those with a subscription of which all that is given here holds; null leaves nobody out.
 *
 * @param topic readers who get it: who chose it, or chose none
 */
public record SubscriberFilter(
        @Nullable Long newsletterId,
        @Nullable State state,
        @Nullable String topic) {

    /** Everybody. */
    public static final SubscriberFilter NONE = new SubscriberFilter(null, null, null);

    /** For one page; an index leads to them, and looking whether they fit is quick. */
    static final int MOST_LOOKED_AT = 50_000;

    private static final int FIRST_LOOK = 500;

    public SubscriberFilter {
        topic = topic == null || topic.isBlank() ? null : CanonicalName.of(topic);
    }

    public boolean isNone() {
        return newsletterId == null && state == null && topic == null;
    }

    /** How many people are looked at next, when so many were already and so many are wanted still. */
    int window(int looked, int wanted) {
        if (isNone()) {
            return wanted;
        }
        return looked == 0 ? FIRST_LOOK : MOST_LOOKED_AT - looked;
    }

    /** SQL: whether the person of that id has such a subscription. */
    String ofPerson(String id) {
        return isNone()
                ? "TRUE"
                : "EXISTS (SELECT 1 FROM subscription n WHERE n.subscriber_id = %s AND %s)".formatted(id, of("n"));
    }

    /** SQL: whether the subscription fits. */
    String of(String subscription) {
        List<String> conditions = new ArrayList<>(List.of("TRUE"));
        if (newsletterId != null) {
            conditions.add("%s.newsletter_id = :newsletter".formatted(subscription));
        }
        if (state != null) {
            conditions.add("%s.state = :state".formatted(subscription));
        }
        if (topic != null) {
            conditions.add(
                    "(%1$s.topics = '' OR POSITION(:topic IN '|' || %1$s.topics || '|') > 0)".formatted(subscription));
        }
        return String.join(" AND ", conditions);
    }

    Map<String, Object> params() {
        Map<String, Object> params = new HashMap<>();
        if (newsletterId != null) {
            params.put("newsletter", newsletterId);
        }
        if (state != null) {
            params.put("state", state.name());
        }
        if (topic != null) {
            params.put("topic", "|" + topic + "|");
        }
        return params;
    }
}
