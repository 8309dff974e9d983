package com.scrabbl.console.list;

import com.scrabbl.console.Lookups;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.NewestSubscribers;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.SubscriberFilter;
import com.scrabbl.subscriber.SubscriberPage;
import com.scrabbl.subscriber.SubscriberSearch;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Subscriptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The people on the list: searched by address, name and domain, narrowed down by what they subscribe to. */
@Controller
class SubscribersController {

    private static final int PAGE = 50;

    private final SubscriberSearch search;
    private final NewestSubscribers newest;
    private final Subscriptions subscriptions;
    private final Newsletters newsletters;
    private final Lookups lookups;

    SubscribersController(
            SubscriberSearch search,
            NewestSubscribers newest,
            Subscriptions subscriptions,
            Newsletters newsletters,
            Lookups lookups) {
        this.search = search;
        this.newest = newest;
        this.subscriptions = subscriptions;
        this.newsletters = newsletters;
        this.lookups = lookups;
    }

    /** A person of the list. */
    public record Row(Subscriber subscriber, List<Standing> standings) {}

    /** A person's standing with a newsletter. */
    public record Standing(Newsletter newsletter, Subscription subscription) {}

    /** What is looked for; empty texts look for nothing. */
    public record Query(String q, String newsletter, String state, String topic) {

        boolean narrows() {
            return !(newsletter.isEmpty() && state.isEmpty() && topic.isEmpty());
        }

        public boolean isEmpty() {
            return q.isEmpty() && !narrows();
        }

        String path(Lookups lookups, @Nullable String from) {
            Map<String, String> asked = new LinkedHashMap<>();
            asked.put("q", q);
            asked.put("newsletter", newsletter);
            asked.put("state", state);
            asked.put("topic", topic);
            asked.put("from", Objects.requireNonNullElse(from, ""));
            return lookups.path("/console/subscribers", asked);
        }
    }

    @GetMapping("/console/subscribers")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String newsletter,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String topic,
            @RequestParam(required = false) @Nullable String from,
            Model model) {
        Query query = new Query(q.strip(), newsletter.strip(), state.strip(), topic.strip());
        SubscriberPage page = find(query, from);
        Map<Long, Newsletter> known = newsletters.all().stream().collect(Collectors.toMap(Newsletter::id, one -> one));
        Map<Long, List<Subscription>> standing =
                subscriptions.of(page.found().stream().map(Subscriber::id).toList()).stream()
                        .collect(Collectors.groupingBy(Subscription::subscriberId));
        List<Row> rows = new ArrayList<>();
        page.found()
                .forEach(one -> rows.add(new Row(
                        one,
                        standing.getOrDefault(one.id(), List.of()).stream()
                                .map(subscription -> new Standing(
                                        Objects.requireNonNull(known.get(subscription.newsletterId())), subscription))
                                .toList())));
        model.addAttribute("query", query);
        model.addAttribute("rows", rows);
        model.addAttribute(
                "newsletters",
                known.values().stream()
                        .sorted(java.util.Comparator.comparing(Newsletter::slug))
                        .toList());
        model.addAttribute("more", page.next() != null);
        model.addAttribute("older", page.next() == null ? "" : query.path(lookups, page.next()));
        model.addAttribute("newer", from == null ? "" : query.path(lookups, null));
        return "console/subscribers";
    }

    private SubscriberPage find(Query query, @Nullable String from) {
        Optional<Newsletter> newsletter = newsletters.find(query.newsletter());
        if (newsletter.isEmpty() && !query.newsletter().isEmpty()) {
            return new SubscriberPage(List.of(), null);
        }
        SubscriberFilter filter =
                new SubscriberFilter(newsletter.map(Newsletter::id).orElse(null), state(query.state()), query.topic());
        try {
            return query.q().isEmpty() ? newest.page(filter, from, PAGE) : search.page(query.q(), filter, from, PAGE);
        } catch (SubscriberSearch.EmptySearchException e) {
            return new SubscriberPage(List.of(), null);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "The list goes on from no such place. Begin with its first page.", e);
        }
    }

    private static @Nullable State state(String typed) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equalsIgnoreCase(typed))
                .findFirst()
                .orElse(null);
    }
}
