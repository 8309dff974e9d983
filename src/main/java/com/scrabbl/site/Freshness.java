package com.scrabbl.site;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/** How long browsers and caches may show what they have, before they ask whether it is still so. */
enum Freshness {
    PAGE(Duration.ofMinutes(1)),
    FEED(Duration.ofMinutes(5));

    private final String header;

    Freshness(Duration age) {
        header = "max-age=%d, public".formatted(age.toSeconds());
    }

    /** Without this no browser keeps a page. */
    void say(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, header);
    }
}
