package com.scrabbl.site;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Frequency;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Topics;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A publication to show: newsletters and people who get them. */
record Publishing(TestApplication application) {

    Newsletter declare(String slug, String rest) {
        try {
            Path file = Files.createTempFile("newsletters", ".yml");
            Files.writeString(file, """
                    newsletters:
                      - slug: %s
                        sender: { name: Harbour Post, address: news@harbour.example }
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
