package com.scrabbl.console;

import static com.scrabbl.people.Role.ADMIN;
import static com.scrabbl.people.Role.OPERATOR;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;

import com.scrabbl.newsletter.Publication;
import com.scrabbl.people.LogIns;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.ForwardAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Who may ask for what under {@code /console}: one logs in by a form, and keeps a session. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConsoleSecurity {

    private static final String LOGIN = "/console/login";

    private static final String OLD_PAGE = "This page was open for too long";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none';"
            + " base-uri 'none'";

    /** For admins only, whatever the method. */
    private static final String[] ADMINS = {
        "/console/subscribers/**",
        "/console/suppressions/**",
        "/console/import/**",
        "/console/export/**",
        "/console/users/**",
        "/console/audit/**"
    };

    /** What operators may do with a newsletter that they may not change. */
    private static final String[] SENDING = {
        "/console/newsletters/*/send/**", "/console/newsletters/*/test/**", "/console/newsletters/*/rehearse/**"
    };

    @Bean
    @Order(0)
    SecurityFilterChain console(
            HttpSecurity http,
            LogIns logIns,
            LogInRecords records,
            Reauthentication reauthentication,
            Sessions sessions,
            Publication publication,
            Lookups lookups,
            KnownPages pages,
            ServletContext context)
            throws Exception {
        PageAskedFor asked = new PageAskedFor(pages, ConsoleSecurity::isPage, publication.isHttps());
        return http.securityMatcher("/console", "/console/**")
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    requests.requestMatchers(LOGIN, "/console/welcome/*", "/console/welcome/*/strength")
                            .permitAll();
                    requests.requestMatchers(ADMINS).hasRole(ADMIN.name());
                    requests.requestMatchers(SENDING).hasAnyRole(OPERATOR.name(), ADMIN.name());
                    requests.requestMatchers("/console/newsletters/new").hasRole(ADMIN.name());
                    for (HttpMethod reading : List.of(GET, HEAD)) {
                        requests.requestMatchers(reading, "/console/newsletters", "/console/newsletters/*")
                                .hasAnyRole(OPERATOR.name(), ADMIN.name());
                    }
                    requests.requestMatchers("/console/newsletters/**").hasRole(ADMIN.name());
                    requests.anyRequest().hasAnyRole(OPERATOR.name(), ADMIN.name());
                })
                .authenticationProvider(new PasswordCheck(logIns, records))
                .formLogin(login -> login.loginPage(LOGIN)
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .authenticationDetailsSource(Origin::of)
                        .successHandler(new ToThePageAskedFor(asked, sessions, records, reauthentication))
                        .failureHandler(new ForwardAuthenticationFailureHandler(LoginController.REFUSED)))
                .logout(logout -> logout.logoutUrl("/console/logout")
                        .addLogoutHandler((request, response, authentication) -> {
                            CurrentUser user = LivingSessions.user(request);
                            if (user != null) {
                                records.loggedOut(user, Origin.of(request));
                            }
                        })
                        .logoutSuccessUrl(LOGIN + "?out=1"))
                .requestCache(cache -> cache.requestCache(asked))
                .csrf(csrf -> csrf.csrfTokenRepository(
                        new LogInTokens(context.getContextPath() + "/console", publication.isHttps())))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(ConsoleSecurity::login)
                        .accessDeniedHandler((request, response, reason) -> {
                            if (reason instanceof CsrfException) {
                                ConsoleErrorPages.say(request, forged(request, response, asked));
                            }
                            response.sendError(HttpStatus.FORBIDDEN.value());
                        }))
                .headers(headers -> headers(headers, publication.isHttps()))
                .addFilterAfter(new LivingSessions(sessions), SecurityContextHolderFilter.class)
                .addFilterAfter(new LookedUp(lookups), AuthorizationFilter.class)
                .build();
    }

    /** What somebody may be led back to after logging in. */
    private static boolean isPage(HttpServletRequest request) {
        return !isFromElsewhere(request) && isReading(request) && !LivingSessions.isPoll(request);
    }

    private static boolean isReading(HttpServletRequest request) {
        return request.getMethod().equals(GET.name()) || request.getMethod().equals(HEAD.name());
    }

    /** Whether a link on another site, as in a mail read in a browser, leads here: then the session's cookie is not sent. */
    private static boolean isFromElsewhere(HttpServletRequest request) {
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site")) && isReading(request);
    }

    /** A part of a page is never answered with the page to log in at: the whole page goes there. */
    private static void login(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        String login = request.getContextPath() + LOGIN;
        if (isFromElsewhere(request)) {
            // The page asks for itself, and this time the cookie comes with it; a new session would take its place.
            response.setHeader("Refresh", "0");
            response.setStatus(HttpStatus.OK.value());
            response.setContentType("text/html");
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", login);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(login);
        }
    }

    /** A form without the token of today: mostly its page is of yesterday. */
    private static ConsoleErrorPages.Said forged(
            HttpServletRequest request, HttpServletResponse response, PageAskedFor asked) {
        String page = asked.pageOfForm(request);
        if (LivingSessions.user(request) != null) {
            return new ConsoleErrorPages.Said(
                    OLD_PAGE,
                    "This form was not sent from its page, or you have logged in anew since the page was opened. Nothing"
                            + " was changed. Open the page again and repeat what you wanted.",
                    page);
        }
        asked.remember(page, request, response);
        return new ConsoleErrorPages.Said(
                OLD_PAGE,
                "You are not logged in any more: you were away for too long, your password has changed, or Scrabbl was"
                        + " started anew. Nothing was changed. Log in"
                        + (page == null ? ", open the page again and" : ", which leads back to the page, and")
                        + " repeat what you wanted.",
                page);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, boolean https) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                // A preview stands in a frame of its page; frame-ancestors says for each answer what may.
                .frameOptions(FrameOptionsConfig::sameOrigin)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
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
    }

    private static final class ToThePageAskedFor extends SavedRequestAwareAuthenticationSuccessHandler {

        private final Sessions sessions;
        private final LogInRecords records;
        private final Reauthentication reauthentication;

        ToThePageAskedFor(
                PageAskedFor asked, Sessions sessions, LogInRecords records, Reauthentication reauthentication) {
            this.sessions = sessions;
            this.records = records;
            this.reauthentication = reauthentication;
            setRequestCache(asked);
            setDefaultTargetUrl("/console");
        }

        @Override
        public void onAuthenticationSuccess(
                HttpServletRequest request, HttpServletResponse response, Authentication authentication)
                throws jakarta.servlet.ServletException, IOException {
            CurrentUser user = (CurrentUser) Objects.requireNonNull(authentication.getPrincipal());
            sessions.begin(request, user);
            reauthentication.entered(request);
            records.loggedIn(user, Origin.of(request));
            super.onAuthenticationSuccess(request, response, authentication);
        }
    }
}
