package com.scrabbl.site;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import com.scrabbl.http.Sender;
import com.scrabbl.newsletter.Publication;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** What may be asked for over HTTP. What is not named here does not exist: it is answered 404. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SiteSecurity {

    private static final List<HttpMethod> READING = List.of(GET, HEAD);

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

    /** Forms that need no session: a link's token, or a letter that is answered later, is the proof. */
    private static final String[] FORMS = {
        "/subscribe",
        "/confirm/*",
        "/preferences/*",
        "/preferences/*/data",
        "/preferences/*/address",
        "/preferences/*/erase",
        "/unsubscribe/*"
    };

    /** What buttons of these pages post to, without a page of its own. */
    private static final String[] BUTTONS = {
        "/preferences/*/leave", "/preferences/*/link", "/unsubscribe/*/undo", "/unsubscribe/*/reason"
    };

    /** The demo's mailbox shows mails in a frame: its pages, and the mails in them, may stand in a frame of its own. */
    @Bean
    @Order(1)
    @Profile("demo")
    SecurityFilterChain demoPages(HttpSecurity http, Publication publication) throws Exception {
        http.securityMatcher("/demo/**").authorizeHttpRequests(requests -> {
            requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
            permitReading(requests, "/demo/mailbox", "/demo/mailbox/*", "/demo/pictures/*");
            requests.anyRequest().denyAll();
        });
        return build(http, PageHeaders.withFrames(publication));
    }

    /** The management port serves what is exposed there, to whoever reaches its address, and no page. */
    @Bean
    @Order(-1)
    SecurityFilterChain managementPort(HttpSecurity http, Publication publication, SiteProperties site)
            throws Exception {
        http.securityMatcher(Sender::isManagement).authorizeHttpRequests(requests -> {
            requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
            READING.forEach(method -> requests.requestMatchers(
                            EndpointRequest.toAnyEndpoint().withHttpMethod(method))
                    .permitAll());
            requests.anyRequest().denyAll();
        });
        return build(http, PageHeaders.plain(publication, site));
    }

    @Bean
    @Order(2)
    SecurityFilterChain publicPages(HttpSecurity http, Publication publication, SiteProperties site) throws Exception {
        http.authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    permitReading(
                            requests,
                            "/",
                            "/archive",
                            "/archive/*",
                            "/archive/*/*",
                            "/brand.css",
                            "/assets/**",
                            "/webjars/**");
                    permitReading(
                            requests, "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
                    permitReading(requests, FORMS);
                    requests.requestMatchers(POST, FORMS).permitAll();
                    requests.requestMatchers(POST, BUTTONS).permitAll();
                    READING.forEach(method -> requests.requestMatchers(method, "/actuator/prometheus")
                            .access((who, asked) -> new AuthorizationDecision(Sender.isTrusted(asked.getRequest()))));
                    requests.anyRequest().denyAll();
                })
                // RFC 8058: a mail provider posts without having seen a page; the token in the address is the proof.
                .csrf(csrf -> Stream.of(FORMS, BUTTONS)
                        .flatMap(Stream::of)
                        .forEach(path -> csrf.ignoringRequestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher(POST, path))));
        return build(http, PageHeaders.plain(publication, site));
    }

    private static void permitReading(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            String... paths) {
        for (HttpMethod method : READING) {
            requests.requestMatchers(method, paths).permitAll();
        }
    }

    /** Only the console sets a cookie; it is sent back by https only, where the site is reached by https. */
    @Bean
    ServletContextInitializer cookies(Publication publication) {
        return context -> context.getSessionCookieConfig().setSecure(publication.isHttps());
    }

    /**
     * Pages are read, forms are posted, and no other method is used. No text that a database could keep has a NUL in it: what
     * has is refused before anything reads it.
     */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHttpMethods(METHODS);
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    /** One plain answer to each method that is not used, known or not. */
    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, reason) -> {
            if (METHODS.contains(request.getMethod())) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            } else {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        };
    }

    private static SecurityFilterChain build(HttpSecurity http, PageHeaders headers) throws Exception {
        return http.headers(headers)
                .csrf(csrf -> csrf.csrfTokenRepository(new NoTokens()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                        (request, response, reason) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)))
                .build();
    }
}
