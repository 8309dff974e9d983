package com.scrabbl.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * Tokens against forged requests. Who is logged in has one in the session. Who is not has one in a cookie, so that opening
 * the page to log in at, as anybody can any number of times, makes no session. The cookie's token is good for the forms of
 * those who are not logged in and for nothing else.
 */
final class LogInTokens implements CsrfTokenRepository {

    private static final String COOKIE = "scrabbl-console-form";

    private final CsrfTokenRepository session = new HttpSessionCsrfTokenRepository();
    private final CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();

    /** @param path of the console, with that of the application before it */
    LogInTokens(String path, boolean https) {
        cookie.setCookieName(COOKIE);
        cookie.setCookiePath(path);
        cookie.setCookieCustomizer(
                one -> one.httpOnly(true).secure(https).sameSite("Strict").maxAge(-1));
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        CsrfTokenRepository holder = of(request);
        // Logging in takes the token out of use by beginning a session: the cookie has nothing to lose.
        if (token != null || holder == session) {
            holder.saveToken(token, request, response);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }

    private CsrfTokenRepository of(HttpServletRequest request) {
        return LivingSessions.user(request) == null ? cookie : session;
    }
}
