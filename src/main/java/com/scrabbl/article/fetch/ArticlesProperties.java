package com.scrabbl.article.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Limits for everything that is fetched.
 *
 * @param connectTimeout until a connection to the server stands
 * @param timeout for one URL altogether, redirects and the last byte included
 * @param maxSize of one feed, page or file, before and after decompression
 * @param pollEvery how often `serve` polls the sources of newsletters between their editions; zero: never
 * @param folders below which lie the files and folders that may be named as sources on the console
 * @param privateHosts the hosts in a private network that may be named as sources on the console
 * @param baseUrl where files are published: a file that names no link of its own has this, and its name; empty for nowhere
 */
@ConfigurationProperties(prefix = "scrabbl.articles", ignoreUnknownFields = false)
public record ArticlesProperties(
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("10MB") DataSize maxSize,
        @DefaultValue("30m") Duration pollEvery,
        @DefaultValue("") String baseUrl,
        @DefaultValue(".") List<String> folders,
        @DefaultValue({}) List<String> privateHosts) {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/?#@]+(/[^\\s?#]*)?");
    private static final Pattern TEXT = Pattern.compile("\\.(md|markdown|txt)$", Pattern.CASE_INSENSITIVE);

    /** How the names of files end that hold articles; so no settings, keys, databases and archives. */
    static final List<String> ENDINGS =
            List.of("xml", "rss", "atom", "rdf", "json", "html", "htm", "xhtml", "md", "markdown", "txt");

    private static final Pattern READABLE =
            Pattern.compile(".*\\.(" + String.join("|", ENDINGS) + ")", Pattern.CASE_INSENSITIVE);

    public ArticlesProperties {
        folders = List.copyOf(folders);
        privateHosts = List.copyOf(privateHosts);
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("timeout", timeout);
        if (pollEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "scrabbl.articles.poll-every must be positive, or 0 for never, not " + pollEvery);
        }
        if (!baseUrl.isEmpty() && !ADDRESS.matcher(baseUrl).matches()) {
            throw new IllegalArgumentException(
                    "scrabbl.articles.base-url must be an http or https address, not " + baseUrl);
        }
        if (maxSize.toBytes() < 1 || maxSize.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException(
                    "scrabbl.articles.max-size must be between 1B and 1023MB, not " + maxSize.toBytes() + "B");
        }
    }

    /** Whether a file of this name may hold articles. */
    public static boolean readable(String name) {
        return READABLE.matcher(name).matches();
    }

    /**
     * Where a file is published: under its name, without the ending of a text that becomes a page. Without a base URL, where
     * it lies.
     */
    URI location(Path file) {
        if (baseUrl.isEmpty()) {
            return file.toUri();
        }
        String name = TEXT.matcher(file.getFileName().toString()).replaceFirst("");
        return UriComponentsBuilder.fromUriString(baseUrl)
                .pathSegment(name)
                .encode()
                .build()
                .toUri();
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
