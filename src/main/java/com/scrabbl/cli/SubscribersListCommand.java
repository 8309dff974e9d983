package com.scrabbl.cli;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.SubscriberFilter;
import com.scrabbl.subscriber.SubscriberPage;
import com.scrabbl.subscriber.SubscriberSearch;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscriptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Subscribers, with the state of each subscription.")
final class SubscribersListCommand implements Runnable {

    private record Row(Subscriber subscriber, Map<String, String> subscriptions) {}

    private final Application application;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Only those whose address, domain, name or last word of the name begins with this."
                    + " @example.org looks in domains only.")
    private @Nullable String text;

    @Mixin
    private Output output = new Output();

    SubscribersListCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        output.print(
                Listing.of(Row.class)
                        .column("email", row -> String.valueOf(row.subscriber().address()))
                        .column("name", row -> row.subscriber().profile().name())
                        .column("language", row -> row.subscriber().profile().language())
                        .column("time_zone", row -> row.subscriber().profile().timeZone())
                        .column("subscriptions", Row::subscriptions)
                        .column("created_at", row -> row.subscriber().createdAt()),
                rows());
    }

    private Stream<Row> rows() {
        Subscribers subscribers = application.bean(Subscribers.class);
        Map<Long, String> slugs = application.bean(Newsletters.class).all().stream()
                .collect(Collectors.toMap(Newsletter::id, Newsletter::slug));
        if (text != null) {
            SubscriberSearch search = application.bean(SubscriberSearch.class);
            String wanted = text;
            return Stream.<@Nullable SubscriberPage>iterate(
                            search.first(wanted, Pages.SIZE), Objects::nonNull, page -> next(search, wanted, page))
                    .flatMap(page -> rows(Objects.requireNonNull(page).found(), slugs).stream());
        }
        return Pages.<Row>of(last ->
                rows(subscribers.after(last == null ? 0 : last.subscriber().id(), Pages.SIZE), slugs));
    }

    private static @Nullable SubscriberPage next(SubscriberSearch search, String text, @Nullable SubscriberPage page) {
        return page == null || page.next() == null
                ? null
                : search.page(text, SubscriberFilter.NONE, page.next(), Pages.SIZE);
    }

    private List<Row> rows(List<Subscriber> page, Map<Long, String> slugs) {
        Map<Long, List<Subscription>> subscriptions =
                application
                        .bean(Subscriptions.class)
                        .of(page.stream().map(Subscriber::id).toList())
                        .stream()
                        .collect(Collectors.groupingBy(Subscription::subscriberId));
        return page.stream()
                .map(subscriber -> new Row(
                        subscriber,
                        subscriptions.getOrDefault(subscriber.id(), List.of()).stream()
                                .collect(Collectors.toMap(
                                        one -> Objects.requireNonNull(slugs.get(one.newsletterId())),
                                        one -> one.state().name(),
                                        (one, other) -> one,
                                        TreeMap::new))))
                .toList();
    }
}
