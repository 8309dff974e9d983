package com.scrabbl.article.fetch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits for everything that is fetched.
 *
 * @param connectTimeout until a connection to the server stands
 * @param timeout for one URL altogether, redirects and the last byte included
 * @param maxSize of one feed, page or file, before and after decompression
 */
@ConfigurationProperties(prefix = "scrabbl.articles", ignoreUnknownFields = false)
public record ArticlesProperties(
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("10MB") DataSize maxSize) {

    public ArticlesProperties {
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("timeout", timeout);
        if (maxSize.toBytes() < 1 || maxSize.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException(
                    "scrabbl.articles.max-size must be between 1B and 1023MB, not " + maxSize.toBytes() + "B");
        }
    }

    int maxBytes() {
        return (int) maxSize.toBytes();
    }

    /** The limit for people: {@code 10 MB}. */
    String maxSizeInWords() {
        return maxSize.toMegabytes() > 0 ? maxSize.toMegabytes() + " MB" : maxSize.toBytes() + " bytes";
    }

    private static void requirePositive(String key, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("scrabbl.articles." + key + " must be positive, not " + duration);
        }
    }
}
