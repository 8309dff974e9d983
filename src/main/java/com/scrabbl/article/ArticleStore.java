package com.scrabbl.article;

import com.scrabbl.article.read.Image;
import com.scrabbl.article.read.Item;
import com.scrabbl.spelling.CanonicalName;
import com.scrabbl.timestamp.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** Takes clean items into storage. Every call belongs into a transaction that began with {@link #lock()}. */
@Repository
class ArticleStore {

    enum Change {
        NEW,
        CHANGED,
        UNCHANGED
    }

    private record Stored(long id, String fingerprint, String textFingerprint, int feedPosition) {}

    private static final int LONGEST_TOPIC_KEY = 200;

    private final JdbcClient jdbc;

    ArticleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lets one transaction at a time store articles, in the whole installation. So {@code first_seen} becomes visible in
     * the order of its numbers, and who has seen number 7 has not missed a 6 that was about to be committed.
     */
    void lock() {
        jdbc.sql("SELECT id FROM source ORDER BY id LIMIT 1 FOR UPDATE")
                .query(Long.class)
                .single();
    }

    /**
     * @param present external ids of all items that the source has now: an article that is none of them, and has the item's
     *     address, is the item under a guid that changed
     */
    Change store(Source source, Item item, int position, boolean firstImport, Collection<String> present, Instant now) {
        Optional<Stored> found = find(source, item).or(() -> renamed(source, item, present));
        if (found.isEmpty()) {
            insert(source, item, position, firstImport, now);
            return Change.NEW;
        }
        Stored stored = found.get();
        if (stored.fingerprint().equals(item.fingerprint())) {
            move(stored, position);
            return Change.UNCHANGED;
        }
        boolean saysElse = !stored.textFingerprint().equals(item.textFingerprint());
        if (saysElse) {
            keepRevision(stored, now);
        }
        update(stored, item, position, saysElse ? 1 : 0);
        return saysElse ? Change.CHANGED : Change.UNCHANGED;
    }

    private Optional<Stored> find(Source source, Item item) {
        return jdbc.sql("""
                        SELECT id, fingerprint, text_fingerprint, feed_position
                        FROM article
                        WHERE source_id = :source AND external_id = :externalId
                        """)
                .param("source", source.id())
                .param("externalId", item.externalId())
                .query(Stored.class)
                .optional();
    }

    /** The latest, should there be several. */
    private Optional<Stored> renamed(Source source, Item item, Collection<String> present) {
        Optional<Stored> found = jdbc
                .sql("""
                        SELECT id, fingerprint, text_fingerprint, feed_position, external_id
                        FROM article
                        WHERE source_id = :source AND canonical_url = :url
                        ORDER BY first_seen DESC
                        """)
                .param("source", source.id())
                .param("url", item.canonicalUrl())
                .query((row, number) -> Map.entry(
                        row.getString("external_id"),
                        new Stored(
                                row.getLong("id"),
                                row.getString("fingerprint"),
                                row.getString("text_fingerprint"),
                                row.getInt("feed_position"))))
                .list()
                .stream()
                .filter(stored -> !present.contains(stored.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        found.ifPresent(stored -> jdbc.sql("UPDATE article SET external_id = :externalId WHERE id = :id")
                .param("externalId", item.externalId())
                .param("id", stored.id())
                .update());
        return found;
    }

    private void insert(Source source, Item item, int position, boolean firstImport, Instant now) {
        KeyHolder key = new GeneratedKeyHolder();
        bind(jdbc.sql("""
                                INSERT INTO article (
                                    source_id, external_id, url, canonical_url, title, standfirst, author, section, language,
                                    image_url, image_alt, image_width, image_height, body, fingerprint, text_fingerprint, published_at,
                                    first_seen, first_seen_at, first_import, feed_position)
                                VALUES (
                                    :source, :externalId, :url, :canonicalUrl, :title, :standfirst, :author, :section, :language,
                                    :imageUrl, :imageAlt, :imageWidth, :imageHeight, :body, :fingerprint, :textFingerprint, :publishedAt,
                                    nextval('article_first_seen'), :now, :firstImport, :position)
                                """), item, position)
                .param("source", source.id())
                .param("externalId", item.externalId())
                .param("publishedAt", Timestamps.utc(item.publishedAt()))
                .param("now", Timestamps.utc(now))
                .param("firstImport", firstImport)
                .update(key, "id");
        insertTopics(Objects.requireNonNull(key.getKeyAs(Long.class)), item.topics());
    }

    private void move(Stored stored, int position) {
        if (stored.feedPosition() != position) {
            jdbc.sql("UPDATE article SET feed_position = :position WHERE id = :id")
                    .param("position", position)
                    .param("id", stored.id())
                    .update();
        }
    }

    private void keepRevision(Stored stored, Instant now) {
        jdbc.sql("""
                        INSERT INTO article_revision (
                            article_id, revision, title, standfirst, author, section, url, body, replaced_at)
                        SELECT id, revision, title, standfirst, author, section, url, body, :now
                        FROM article
                        WHERE id = :id
                        """).param("now", Timestamps.utc(now)).param("id", stored.id()).update();
    }

    private void update(Stored stored, Item item, int position, int revisions) {
        bind(jdbc.sql("""
                                UPDATE article
                                SET url = :url, canonical_url = :canonicalUrl, title = :title, standfirst = :standfirst,
                                    author = :author, section = :section, language = :language, image_url = :imageUrl,
                                    image_alt = :imageAlt, image_width = :imageWidth, image_height = :imageHeight,
                                    body = :body, fingerprint = :fingerprint, text_fingerprint = :textFingerprint,
                                    feed_position = :position, revision = revision + :revisions
                                WHERE id = :id
                                """), item, position)
                .param("revisions", revisions)
                .param("id", stored.id())
                .update();
        jdbc.sql("DELETE FROM article_topic WHERE article_id = :id")
                .param("id", stored.id())
                .update();
        insertTopics(stored.id(), item.topics());
    }

    private static StatementSpec bind(StatementSpec statement, Item item, int position) {
        Image image = item.image();
        return statement
                .param("url", item.url())
                .param("canonicalUrl", item.canonicalUrl())
                .param("title", item.title())
                .param("standfirst", item.standfirst())
                .param("author", item.author())
                .param("section", item.section())
                .param("language", item.language())
                .param("imageUrl", image == null ? null : image.url())
                .param("imageAlt", image == null ? null : image.alt())
                .param("imageWidth", image == null ? null : image.width())
                .param("imageHeight", image == null ? null : image.height())
                .param("body", item.body())
                .param("fingerprint", item.fingerprint())
                .param("textFingerprint", item.textFingerprint())
                .param("position", position);
    }

    private void insertTopics(long id, List<String> topics) {
        for (int position = 0; position < topics.size(); position++) {
            String key = CanonicalName.of(topics.get(position));
            jdbc.sql("""
                            INSERT INTO article_topic (article_id, topic, topic_key, position)
                            VALUES (:id, :topic, :key, :position)
                            """)
                    .param("id", id)
                    .param("topic", topics.get(position))
                    .param("key", key.substring(0, Math.min(key.length(), LONGEST_TOPIC_KEY)))
                    .param("position", position)
                    .update();
        }
    }
}
