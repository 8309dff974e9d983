package com.scrabbl.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.util.WebUtils;

/**
 * The page that somebody asked for before logging in. It stands in a cookie of theirs: who never logs in costs no memory.
 * The cookie leads to a known page of the console or nowhere, whoever wrote it.
 */
final class PageAskedFor implements RequestCache {

    private static final String COOKIE = "scrabbl-console-page";

    private final KnownPages pages;
    private final Predicate<HttpServletRequest> kept;
    private final boolean https;

    /** @param kept whether somebody may be led back to what this request asks for */
    PageAskedFor(KnownPages pages, Predicate<HttpServletRequest> kept, boolean https) {
        this.pages = pages;
        this.kept = kept;
        this.https = https;
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        String page = request.getRequestURI().substring(request.getContextPath().length())
                + (query == null ? "" : "?" + query);
        if (kept.test(request)) {
            remember(page, request, response);
        }
    }

    /** Leads to this page after logging in; nowhere else than before if it is none of the console. */
    void remember(@Nullable String page, HttpServletRequest request, HttpServletResponse response) {
        if (page != null && pages.contain(page)) {
            set(request, response, Base64.getUrlEncoder().withoutPadding().encodeToString(page.getBytes(UTF_8)), -1);
        }
    }

    /** The page of the console from which a form was sent, as far as the browser tells; null when it does not. */
    @Nullable
    String pageOfForm(HttpServletRequest request) {
        try {
            URI from = new URI(Objects.toString(request.getHeader(HttpHeaders.REFERER), ""));
            String root = request.getContextPath();
            if (!request.getServerName().equalsIgnoreCase(from.getHost())
                    || !from.getRawPath().startsWith(root)) {
                return null;
            }
            String page = from.getRawPath().substring(root.length())
                    + (from.getRawQuery() == null ? "" : "?" + from.getRawQuery());
            return pages.contain(page) ? page : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        return page(request)
                .map(page -> new SimpleSavedRequest(request.getContextPath() + page))
                .orElse(null);
    }

    /** Never another request than the one that came; who is logged in needs the cookie no more. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        if (LivingSessions.user(request) != null) {
            removeRequest(request, response);
        }
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        if (WebUtils.getCookie(request, COOKIE) != null) {
            set(request, response, "", 0);
        }
    }

    private void set(HttpServletRequest request, HttpServletResponse response, String value, long maxAge) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path(request.getContextPath() + "/console")
                        .maxAge(maxAge)
                        .httpOnly(true)
                        .secure(https)
                        .sameSite("Strict")
                        .build()
                        .toString());
    }

    private Optional<String> page(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cookie.getValue()), UTF_8))
                    .filter(pages::contain);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
