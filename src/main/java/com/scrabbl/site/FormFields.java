package com.scrabbl.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a form that came in, as they were sent. A field that is not there is empty. */
record FormFields(HttpServletRequest request) {

    private static final int LONGEST = 2000;
    private static final int MOST = 1000;

    String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.substring(0, Math.min(value.length(), LONGEST));
    }

    List<String> all(String name) {
        @Nullable String @Nullable [] values = request.getParameterValues(name);
        return values == null
                ? List.of()
                : Arrays.stream(values)
                        .filter(value -> value != null && value.length() <= LONGEST)
                        .limit(MOST)
                        .toList();
    }

    /** The slugs of the newsletters that were ticked. */
    List<String> newsletters() {
        return all("newsletters[]");
    }

    /** The values of the topics that were ticked, {@code newsletter:topic}. */
    List<String> topics() {
        return all("topics[]");
    }

    /** The keys of the topics that were ticked, by newsletter. */
    Map<String, List<String>> topicsByNewsletter() {
        Map<String, List<String>> topics = new LinkedHashMap<>();
        for (String value : topics()) {
            int colon = value.indexOf(':');
            if (colon > 0) {
                topics.computeIfAbsent(value.substring(0, colon), slug -> new ArrayList<>())
                        .add(value.substring(colon + 1));
            }
        }
        return topics;
    }

    Set<String> newslettersTicked() {
        return Set.copyOf(newsletters());
    }

    Set<String> topicsTicked() {
        return Set.copyOf(topics());
    }

    @Nullable
    String userAgent() {
        return request.getHeader("User-Agent");
    }
}
