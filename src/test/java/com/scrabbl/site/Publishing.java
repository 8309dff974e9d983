package com.scrabbl.site;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Frequency;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Readers;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Topics;
import com.scrabbl.support.Execution;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.web.util.HtmlUtils;

/** A publication to show: newsletters and people who get them. */
record Publishing(TestApplication application) {

    /**
     * An article for a feed.
     *
     * @param standfirst may be empty
     * @param section may be empty
     */
    record Piece(String title, String standfirst, String section) {

        static Piece titled(String title) {
            return new Piece(title, "What is to be said about " + title + ".", "");
        }

        private String item(Instant at) {
            String key = Integer.toHexString(title.hashCode());
            return "<item><title>%s</title><link>https://harbour.example/%s</link><guid>%s</guid><pubDate>%s</pubDate>"
                            .formatted(
                                    HtmlUtils.htmlEscape(title),
                                    key,
                                    key,
                                    DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)))
                    + (section.isEmpty() ? "" : "<category>" + HtmlUtils.htmlEscape(section) + "</category>")
                    + "<author>Mara Lindqvist</author><description>" + HtmlUtils.htmlEscape(standfirst)
                    + "</description></item>";
        }
    }

    Newsletter declare(String slug, String rest) {
        try {
            Path folder = folder();
            Path file = Files.createTempFile(folder, "newsletters", ".yml");
            write(slug, "");
            Files.writeString(file, """
                    newsletters:
                      - slug: %s
                        sender: { name: Harbour Post, address: news@harbour.example }
                        sources: [ { name: %1$s, file: ./%1$s.xml } ]
                        %s
                    """.formatted(slug, rest.strip().indent(4).strip()));
            Newsletters newsletters = application.bean(Newsletters.class);
            newsletters.apply(application.bean(NewsletterFile.class).read(file));
            Files.delete(file);
            return newsletters.get(slug);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends an edition with these articles, the first one leading, to at least one reader; the clock goes to its slot. */
    void send(String slug, Instant slot, Piece... pieces) {
        Newsletter newsletter = application.bean(Newsletters.class).get(slug);
        if (application.bean(Readers.class).activeAfter(newsletter.id(), 0, 1).isEmpty()) {
            subscribe("reader@%s.example".formatted(slug), newsletter);
        }
        Execution sent = run(slug, slot, pieces);
        if (sent.exitCode() != 0) {
            throw new AssertionError(sent);
        }
    }

    /** Lets an edition go to who reads the newsletter, whatever becomes of it. */
    Execution run(String slug, Instant slot, Piece... pieces) {
        application.clock().set(slot);
        StringBuilder items = new StringBuilder();
        for (int place = 0; place < pieces.length; place++) {
            items.append(pieces[place].item(slot.minusSeconds(60L * (place + 1))));
        }
        write(slug, items.toString());
        return application.run("send", slug, "--slot", slot.toString());
    }

    /** One of its own for each process that tests. */
    private static Path folder() throws IOException {
        return Files.createDirectories(Path.of(
                "target", "publishing", Long.toString(ProcessHandle.current().pid())));
    }

    private static void write(String slug, String items) {
        try {
            Path feed = folder().resolve(slug + ".xml");
            Files.writeString(feed, """
                    <rss version="2.0"><channel><title>Desk</title><link>https://harbour.example</link><description>x</description>
                    """ + items + "</channel></rss>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Subscription subscribe(String address, Newsletter newsletter) {
        Subscriptions subscriptions = application.bean(Subscriptions.class);
        Subscriber subscriber = application
                .bean(Subscribers.class)
                .add(EmailAddress.parse(address), Profile.EMPTY, TestApplication.START);
        long id = subscriptions
                .request(subscriber.id(), newsletter.id(), Topics.ALL, Frequency.EVERY, TestApplication.START)
                .id();
        subscriptions.activate(id, TestApplication.START);
        return subscriptions.find(id).orElseThrow();
    }
}
