package com.scrabbl.article.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** URLs that may be fetched: http or https, with a host, without user and password. */
final class WebAddress {

    private static final Pattern USER = Pattern.compile("//[^/@?#]*@");

    private WebAddress() {}

    /** The URL without user and password, to be shown and recorded. */
    static String shown(String url) {
        return USER.matcher(url).replaceFirst("//");
    }

    /** @throws FetchException that speaks of {@code place}, if this is no URL that may be fetched */
    static URI parse(String place, String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new FetchException(place, "it is not a URL (" + e.getReason() + ")");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new FetchException(place, "only http and https are fetched, not " + shown(url));
        }
        if (uri.getHost() == null) {
            throw new FetchException(place, "it names no host");
        }
        if (uri.getUserInfo() != null) {
            throw new FetchException(place, "a user or password in a URL is refused");
        }
        return uri;
    }

    static String resolve(URI base, String target) {
        try {
            return base.resolve(target.strip()).toString();
        } catch (IllegalArgumentException e) {
            return target;
        }
    }
}
