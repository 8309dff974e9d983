package com.scrabbl.site;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The public pages.
 *
 * @param noindex asks search engines to list none of them
 * @param imprint address of the page that says who is responsible, for the footer; none if empty
 * @param privacy address of the page that says what is held of readers and why, for footer and sign-up form; none if empty
 * @param words folder with files of words, {@code site_fr.properties}, which add languages and replace words of the jar
 */
@ConfigurationProperties("scrabbl.site")
record SiteProperties(
        @DefaultValue("false") boolean noindex,
        @Nullable URI imprint,
        @Nullable URI privacy,
        @DefaultValue("./words") Path words) {

    SiteProperties {
        imprint = page("imprint", imprint);
        privacy = page("privacy", privacy);
    }

    private static @Nullable URI page(String key, @Nullable URI address) {
        if (address == null || address.toString().isBlank()) {
            return null;
        }
        String scheme = address.getScheme();
        if (!("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "scrabbl.site.%s: \"%s\" is no address of a page; allowed: http:// or https:// with a host"
                            .formatted(key, address));
        }
        return address;
    }
}
