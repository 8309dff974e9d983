package com.scrabbl.signup;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** Somebody with a browser and a mailbox, on a site with a newsletter or two. */
final class Visitor {

    static final String FORM = "application/x-www-form-urlencoded";

    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final TestApplication application;
    private final Web web;

    Visitor(TestApplication application) {
        this.application = application;
        this.web = new Web(application.url());
    }

    Web web() {
        return web;
    }

    /** Declares a newsletter; further keys stand each on a line. */
    Newsletter declare(String slug, String name, String... keys) {
        try {
            Path file = Files.createTempFile("newsletters", ".yml");
            Files.writeString(
                    file,
                    """
                    newsletters:
                      - slug: %s
                        name: %s
                        sender: { name: Harbour Post, address: news@harbour.example }
                    """.formatted(slug, name)
                            + String.join(
                                    "",
                                    List.of(keys).stream()
                                            .map(key -> "    " + key + "\n")
                                            .toList()));
            application
                    .bean(Newsletters.class)
                    .apply(application.bean(NewsletterFile.class).read(file));
            Files.delete(file);
            return application.bean(Newsletters.class).get(slug);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes this address an active reader by an operator's command, and tells the subscription. */
    Subscription reader(String address, String slug) {
        var done = application.run("subscribers", "add", address, "--newsletter", slug);
        if (done.exitCode() != 0) {
            throw new AssertionError(done);
        }
        return subscription(address, slug).orElseThrow();
    }

    /** A form's stamp, as old as a person takes to fill it in. */
    String opened() {
        String stamp = Jsoup.parse(web.get("/subscribe").body())
                .selectFirst("input[name=opened]")
                .val();
        application.clock().tick(Duration.ofSeconds(5));
        return stamp;
    }

    /** Fills in the form as a person does. */
    HttpResponse<String> signUp(String address, String... slugs) {
        List<String> fields = new ArrayList<>(List.of("email", address, "website", "", "opened", opened()));
        for (String slug : slugs) {
            fields.addAll(List.of("newsletters[]", slug));
        }
        return post("/subscribe", fields.toArray(String[]::new));
    }

    /** @param fields names and values in turn */
    HttpResponse<String> post(String path, String... fields) {
        return web.post(path, FORM, form(fields));
    }

    static String form(String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    /** Does what {@code serve} does in the background, once. */
    int work() {
        return application.bean(SignupDesk.class).work();
    }

    /** What came into mailboxes, the oldest first. */
    List<MimeMessage> mail() {
        return List.of(application.relay().getReceivedMessages());
    }

    /** The latest message. */
    MimeMessage latest() {
        List<MimeMessage> all = mail();
        return all.get(all.size() - 1);
    }

    /** The path of the link in the latest message that goes to such a page. */
    String link(String page) {
        return links(latest()).stream()
                .filter(link -> link.startsWith(page))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link to " + page + " in " + links(latest())));
    }

    /** The paths of all links of a message to this site, from both parts, whatever language they ask for. */
    List<String> links(MimeMessage message) {
        String site = application.url().replace("127.0.0.1", "localhost");
        return LINK.matcher(
                        text(message) + " " + html(message).replace("\"", " ").replace("<", " "))
                .results()
                .map(MatchResult::group)
                .filter(link -> link.startsWith(site))
                .map(link -> link.substring(site.length()).replaceAll("[?]lang=[a-z]+$", ""))
                .distinct()
                .toList();
    }

    static String text(MimeMessage message) {
        return part(message, 0);
    }

    static String html(MimeMessage message) {
        return part(message, 1);
    }

    private static String part(MimeMessage message, int number) {
        try {
            return (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(number).getContent();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The path of a reader's preferences. */
    String preferences(Subscription subscription) {
        return "/preferences/" + application.bean(SubscriptionTokens.class).preferences(subscription.id());
    }

    Optional<Subscription> subscription(String address, String slug) {
        return application
                .jdbc()
                .sql("""
                        SELECT s.id FROM subscription s
                        JOIN subscriber p ON p.id = s.subscriber_id
                        JOIN newsletter n ON n.id = s.newsletter_id
                        WHERE p.address = :address AND n.slug = :slug
                        """)
                .param("address", address)
                .param("slug", slug)
                .query(Long.class)
                .optional()
                .map(id -> application.bean(Subscriptions.class).find(id).orElseThrow());
    }

    Optional<State> state(String address, String slug) {
        return subscription(address, slug).map(Subscription::state);
    }

    long count(String table) {
        return application
                .jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    /** The rows that an edition leaves. */
    void edition() {
        application.jdbc().sql("""
                INSERT INTO source (id, name, kind, place, trusted, created_at)
                VALUES (1, 'desk', 'FILE', 'x', false, CURRENT_TIMESTAMP)
                """).update();
        application.jdbc().sql("""
                INSERT INTO article (id, source_id, external_id, url, canonical_url, title, standfirst,
                                     published_at, first_seen, first_seen_at, first_import, fingerprint, text_fingerprint)
                VALUES (1, 1, 'tide', 'https://harbour.example/tide', 'https://harbour.example/tide',
                        'Tide barrier opens', 'The gates closed for the first time.', CURRENT_TIMESTAMP, 1, CURRENT_TIMESTAMP, false, 'x', 'x')
                """).update();
        application.jdbc().sql("""
                INSERT INTO edition (id, newsletter_id, slot, uid, settings, model, highest_first_seen, audience, frozen_at,
                    published_at)
                SELECT 1, id, CURRENT_TIMESTAMP, 'x', '{}', '{}', 1, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM newsletter
                """).update();
        application.jdbc().sql("""
                INSERT INTO edition_article (edition_id, newsletter_id, article_id, revision, position)
                SELECT 1, id, 1, 1, 0 FROM newsletter
                """).update();
    }
}
