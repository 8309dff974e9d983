package com.scrabbl.site;

import com.scrabbl.newsletter.Publication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * The security headers of every answer, beside those that Spring Security sends anyway.
 *
 * @param https whether browsers may be told to come back by https only
 * @param framed whether pages may show others of this site in a frame
 * @param noindex whether search engines are asked to list none of the pages
 */
record PageHeaders(boolean https, boolean framed, boolean noindex)
        implements Customizer<HeadersConfigurer<HttpSecurity>> {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";

    /** Paths that end in a token. */
    private static final List<String> TOKENS = List.of("/confirm", "/preferences", "/unsubscribe");

    static PageHeaders plain(Publication publication, SiteProperties site) {
        return new PageHeaders(publication.isHttps(), false, site.noindex());
    }

    static PageHeaders withFrames(Publication publication) {
        return new PageHeaders(publication.isHttps(), true, true);
    }

    @Override
    public void customize(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        CONTENT_SECURITY_POLICY + (framed ? "; frame-src 'self'" : "") + "; frame-ancestors 'none'"))
                .addHeaderWriter(this::referrers)
                .addHeaderWriter(this::searchEngines)
                .permissionsPolicyHeader(policy ->
                        policy.policy("browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(transport -> {
                    if (https) {
                        transport.requestMatcher(AnyRequestMatcher.INSTANCE).includeSubDomains(false);
                    } else {
                        transport.disable();
                    }
                });
        if (framed) {
            // The older header knows no exception for one answer; frame-ancestors says the same to every browser.
            headers.frameOptions(FrameOptionsConfig::disable);
        }
    }

    /** A token in an address stays on this site; elsewhere the site may be named. */
    private void referrers(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Referrer-Policy", hasToken(request) ? "no-referrer" : "strict-origin-when-cross-origin");
    }

    private void searchEngines(HttpServletRequest request, HttpServletResponse response) {
        if (noindex || hasToken(request)) {
            response.setHeader("X-Robots-Tag", "noindex");
        }
    }

    private static boolean hasToken(HttpServletRequest request) {
        return TOKENS.stream().anyMatch(request.getServletPath()::startsWith);
    }
}
