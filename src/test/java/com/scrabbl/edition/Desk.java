package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.article.Articles;
import com.scrabbl.article.SourceKind;
import com.scrabbl.article.Sources;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Policies;
import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.newsletter.Sender;
import com.scrabbl.newsletter.SourceReference;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Topics;
import com.scrabbl.support.TestApplication;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A desk that puts articles into store and declares newsletters, for tests. */
final class Desk {

    static final SelectionRule RULE = new SelectionRule(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            12,
            1,
            Duration.ofDays(7),
            SelectionRule.Leftovers.CARRY,
            SelectionRule.Order.NEWEST);

    final TestApplication application;
    private long seen;

    Desk(TestApplication application) {
        this.application = application;
    }

    long source(String name) {
        return application
                .bean(Sources.class)
                .declare(name, SourceKind.URL, "https://" + name + ".example/feed", false)
                .id();
    }

    /** What an article is unless a test says otherwise. */
    record Piece(
            String source,
            String title,
            String section,
            String author,
            Instant published,
            boolean firstImport,
            int position,
            List<String> topics) {

        static Piece titled(String title) {
            return new Piece(
                    "world", title, "City", "Mara", TestApplication.START.minusSeconds(3600), false, 0, List.of());
        }

        Piece from(String other) {
            return new Piece(other, title, section, author, published, firstImport, position, topics);
        }

        Piece in(String other) {
            return new Piece(source, title, other, author, published, firstImport, position, topics);
        }

        Piece by(String other) {
            return new Piece(source, title, section, other, published, firstImport, position, topics);
        }

        Piece hoursAgo(int hours) {
            Instant at = TestApplication.START.minus(Duration.ofHours(hours));
            return new Piece(source, title, section, author, at, firstImport, position, topics);
        }

        Piece atFirstImport() {
            return new Piece(source, title, section, author, published, true, position, topics);
        }

        Piece at(int other) {
            return new Piece(source, title, section, author, published, firstImport, other, topics);
        }

        Piece about(String... others) {
            return new Piece(source, title, section, author, published, firstImport, position, List.of(others));
        }
    }

    Article put(Piece piece) {
        return put(piece, "https://paper.example/" + (seen + 1));
    }

    Article put(Piece piece, String url) {
        long source = source(piece.source());
        seen++;
        application
                .jdbc()
                .sql("""
                        INSERT INTO article (source_id, external_id, url, canonical_url, title, standfirst, author, section, language,
                            body, published_at, first_seen, first_seen_at, first_import, feed_position, fingerprint,
                            text_fingerprint)
                        VALUES (:source, :external, :url, :url, :title, :standfirst, :author, :section, 'en',
                            '<p>Some words.</p>', :published, :seen, :now, :first, :position, '', '')
                        """)
                .param("source", source)
                .param("external", "x" + seen)
                .param("url", url)
                .param("title", piece.title())
                .param("standfirst", "What " + piece.title() + " means.")
                .param("author", piece.author())
                .param("section", piece.section())
                .param("published", OffsetDateTime.ofInstant(piece.published(), ZoneOffset.UTC))
                .param("seen", seen)
                .param("now", OffsetDateTime.ofInstant(application.clock().instant(), ZoneOffset.UTC))
                .param("first", piece.firstImport())
                .param("position", piece.position())
                .update();
        long id = application
                .jdbc()
                .sql("SELECT id FROM article WHERE first_seen = ?")
                .param(seen)
                .query(Long.class)
                .single();
        for (int i = 0; i < piece.topics().size(); i++) {
            application
                    .jdbc()
                    .sql("INSERT INTO article_topic (article_id, topic, topic_key, position) VALUES (?, ?, ?, ?)")
                    .params(id, piece.topics().get(i), piece.topics().get(i).toLowerCase(Locale.ROOT), i)
                    .update();
        }
        return application.bean(Articles.class).get(id);
    }

    /** Records the draft, without any text. */
    Edition freeze(EditionDraft draft) {
        return application.bean(Editions.class).freeze(draft, digest -> true).orElseThrow();
    }

    Newsletter newsletter(SelectionRule rule, String... sources) {
        return newsletter(
                "daily", rule, "small", Render.SHARED, "${articles[0].title} for ${reader.name!\"you\"}", sources);
    }

    Newsletter newsletter(
            String slug, SelectionRule rule, String template, Render render, String subject, String... sources) {
        NewsletterSettings settings = new NewsletterSettings(
                slug,
                "Scrabbl Daily",
                null,
                "en",
                new Sender("Scrabbl", EmailAddress.parse("news@scrabbl.example"), null),
                List.of(sources).stream()
                        .map(name -> new SourceReference(name, "https://" + name + ".example/feed", null, null, false))
                        .toList(),
                rule,
                rule.topics(),
                subject,
                template,
                render,
                new NewsletterSchedule("0 7 * * *", ZoneId.of("Asia/Tokyo"), NewsletterSchedule.Missed.MERGE),
                new Policies(
                        Policies.OptIn.DOUBLE, Policies.InDoubt.HOLD, Duration.ofHours(20), Policies.Archive.PUBLIC),
                List.of());
        return application
                .bean(Newsletters.class)
                .apply(List.of(settings))
                .get(0)
                .newsletter();
    }

    /** The cohort of readers who have these values, chose no topics and speak the newsletter's language. */
    static Cohort cohort(FrozenDigest digest, String... present) {
        return new Cohort(digest.languages().otherwise(), digest.topics().every(), Set.of(present));
    }

    static Reader reader(long subscription, String name, Map<String, String> attributes) {
        return new Reader(
                subscription,
                subscription,
                EmailAddress.parse("reader" + subscription + "@mail.example"),
                name,
                null,
                null,
                attributes,
                Topics.ALL,
                Instant.parse("2026-03-03T10:00:00Z"));
    }
}
