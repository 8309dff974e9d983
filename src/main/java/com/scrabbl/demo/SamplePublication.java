package com.scrabbl.demo;

import com.scrabbl.edition.Editions;
import com.scrabbl.files.OwnerOnly;
import com.scrabbl.newsletter.AppliedNewsletter;
import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.transfer.ImportReport;
import com.scrabbl.subscriber.transfer.ListFile;
import com.scrabbl.subscriber.transfer.SubscriberImport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The demo's newsletter with its articles and readers: files in the demo's folder, taken as any publisher's are. */
@Component
@Profile("demo")
class SamplePublication {

    private static final String SLUG = "daily";
    private static final Pattern AGE = Pattern.compile("\\{\\{minus ([A-Z0-9]+)}}");

    private final Path folder;
    private final NewsletterFile newsletterFile;
    private final Newsletters newsletters;
    private final SubscriberImport subscribers;
    private final Editions editions;
    private final Clock clock;

    SamplePublication(
            DemoProperties properties,
            NewsletterFile newsletterFile,
            Newsletters newsletters,
            SubscriberImport subscribers,
            Editions editions,
            Clock clock) {
        this.folder = properties.path();
        this.newsletterFile = newsletterFile;
        this.newsletters = newsletters;
        this.subscribers = subscribers;
        this.editions = editions;
        this.clock = clock;
    }

    Path folder() {
        return folder;
    }

    /**
     * Lays the files down, with articles that are hours old now. Once an edition was sent they stay as they are, and as
     * somebody may have changed them: another address of the pictures would make new revisions of the articles.
     *
     * @param base where the demo is reached, without a slash at the end
     */
    void write(URI base) {
        if (newsletters
                .find(SLUG)
                .flatMap(newsletter -> editions.latest(newsletter.id()))
                .isPresent()) {
            return;
        }
        try {
            write("feed.xml", filled(text("feed.xml"), base, clock.instant()));
            write("newsletter.yml", text("newsletter.yml"));
            write("subscribers.csv", text("subscribers.csv"));
        } catch (IOException e) {
            throw new DemoFolderException(folder, e);
        }
    }

    private void write(String name, String text) throws IOException {
        try (OutputStream out = OwnerOnly.write(folder.resolve(name))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Declares the newsletter. */
    AppliedNewsletter declare() {
        return newsletters
                .apply(newsletterFile.read(folder.resolve("newsletter.yml")))
                .get(0);
    }

    /** Takes the readers in. */
    ImportReport bringReaders(AppliedNewsletter declared) throws IOException {
        return subscribers.run(
                ListFile.open(folder.resolve("subscribers.csv")),
                declared.newsletter().id(),
                line -> {});
    }

    private static String filled(String feed, URI base, Instant now) {
        return AGE.matcher(feed.replace("{{base}}", base.toString()))
                .replaceAll(age -> Matcher.quoteReplacement(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        now.minus(Duration.parse(age.group(1))).atOffset(ZoneOffset.UTC))));
    }

    private static String text(String name) throws IOException {
        return new ClassPathResource("demo/" + name).getContentAsString(StandardCharsets.UTF_8);
    }
}
