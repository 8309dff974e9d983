package com.scrabbl.run.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many subscribe to a newsletter, whoever of them an edition leaves out. Few are counted at each look. Of many the number is
 * one of the last minutes, and is said to be about that: who looks again does not have a million rows counted again.
 */
@Component
public class Readership {

    private static final int FEW = 1_000;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST_NEWSLETTERS = 1_000;

    private static final String ACTIVE =
            "SELECT 1 FROM subscription WHERE newsletter_id = :newsletter AND state = 'ACTIVE'";

    private final JdbcClient jdbc;
    private final Cache<Long, Long> many = Caffeine.newBuilder()
            .maximumSize(MOST_NEWSLETTERS)
            .expireAfterWrite(KEPT)
            .build();

    Readership(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param about whether it may be a few more or less by now */
    public record Number(long readers, boolean about) {}

    /** Counts, or has counted before. */
    public Number of(long newsletter) {
        long few = count(newsletter, ACTIVE + " LIMIT " + (FEW + 1));
        return few <= FEW
                ? new Number(few, false)
                : new Number(Objects.requireNonNull(many.get(newsletter, id -> count(id, ACTIVE))), true);
    }

    private long count(long newsletter, String rows) {
        return jdbc.sql("SELECT count(*) FROM (" + rows + ") r")
                .param("newsletter", newsletter)
                .query(Long.class)
                .single();
    }
}
