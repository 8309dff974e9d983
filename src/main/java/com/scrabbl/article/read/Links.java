package com.scrabbl.article.read;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.internal.StringUtil;
import org.jspecify.annotations.Nullable;

/** Links of articles: absolute, http or https, ASCII, at most {@link #LONGEST} characters. */
final class Links {

    static final int LONGEST = 2000;

    /** Query parameters that tell where a click came from and never change the page. */
    private static final Pattern TRACKING =
            Pattern.compile("(utm_\\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid)(=.*)?");

    private Links() {}

    /** The link, counted from {@code base}; null if it is no link that may stand in a mail. */
    static @Nullable String absolute(URI base, @Nullable String link) {
        if (link == null || link.isBlank()) {
            return null;
        }
        URI uri = parse(resolve(base, PlainText.harmless(link).strip().replace(" ", "%20")));
        if (uri == null || uri.getHost() == null || !isWeb(uri)) {
            return null;
        }
        String ascii = uri.toASCIIString();
        return ascii.length() <= LONGEST ? ascii : null;
    }

    /** The URL without what does not change the page: fragment, tracking parameters, default port, upper case. */
    static String canonical(String absolute) {
        URI uri = URI.create(absolute);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String port =
                uri.getPort() == -1 || uri.getPort() == ("https".equals(scheme) ? 443 : 80) ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return scheme + "://" + host + port + path + query(uri.getRawQuery());
    }

    private static String query(@Nullable String query) {
        if (query == null) {
            return "";
        }
        String kept = Arrays.stream(query.split("&"))
                .filter(parameter ->
                        !parameter.isEmpty() && !TRACKING.matcher(parameter).matches())
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    private static String resolve(URI base, String link) {
        // jsoup resolves as browsers do, where java.net.URI stumbles over "?page=2" and characters beyond ASCII.
        return StringUtil.resolve(base.toString(), link);
    }

    private static @Nullable URI parse(String link) {
        try {
            return new URI(link);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isWeb(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Whether a text takes more room than an index of PostgreSQL gives. */
    static boolean isTooLongForIndex(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > LONGEST;
    }
}
