package com.scrabbl.article.read;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
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

    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern HOST =
            Pattern.compile("\\A(https?://(?:[^/?#@]*@)?)([^/?#:\\[\\]]+)", Pattern.CASE_INSENSITIVE);

    private Links() {}

    /** The link, counted from {@code base}; null if it is no link that may stand in a mail. */
    static @Nullable String absolute(URI base, @Nullable String link) {
        if (link == null || link.isBlank() || link.length() > 2 * LONGEST) {
            return null;
        }
        URI uri = parse(withAsciiHost(
                resolve(base, withoutIllegal(PlainText.harmless(link).strip()))));
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

    /** As browsers do: line breaks and tabs go, and what may not stand in an address is encoded. */
    private static String withoutIllegal(String link) {
        StringBuilder legal = new StringBuilder(link.length());
        link.replaceAll("[\\r\\n\\t]", "").chars().forEach(c -> {
            if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0) {
                legal.append("%%%02X".formatted(c));
            } else {
                legal.append((char) c);
            }
        });
        return STRAY_PERCENT.matcher(legal).replaceAll("%25");
    }

    /** Names in other scripts get the form that DNS knows. */
    private static String withAsciiHost(String absolute) {
        Matcher host = HOST.matcher(absolute);
        if (!host.find() || host.group(2).chars().allMatch(c -> c < 0x80)) {
            return absolute;
        }
        try {
            return host.group(1) + IDN.toASCII(host.group(2)) + absolute.substring(host.end());
        } catch (IllegalArgumentException e) {
            return absolute;
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
