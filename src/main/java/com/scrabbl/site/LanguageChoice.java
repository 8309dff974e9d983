package com.scrabbl.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a page: what its address asks for by {@code lang}, else what the browser asks for, else English. It is
 * remembered nowhere but in the links of the page. Only the query is read: the body of a one-click request is nobody's
 * business.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
class LanguageChoice implements LocaleResolver {

    static final String PARAMETER = "lang";

    private static final int LONGEST = 500;

    private final Languages languages;

    LanguageChoice(Languages languages) {
        this.languages = languages;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (isConsole(request)) {
            return Language.ENGLISH.locale();
        }
        return asked(request)
                .flatMap(languages::accepted)
                .or(() -> Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                        .filter(header -> header.length() <= LONGEST)
                        .flatMap(languages::accepted))
                .orElse(Language.ENGLISH)
                .locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language of a page is chosen by its address");
    }

    /** The console speaks English only; so do the error pages under its addresses. */
    private static boolean isConsole(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? request.getRequestURI() : failed.toString();
        return path.startsWith(request.getContextPath() + "/console");
    }

    /** The tag that the address asks for. */
    static Optional<String> asked(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return Optional.empty();
        }
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(PARAMETER + "=") && pair.length() <= LONGEST)
                .map(pair -> pair.substring(PARAMETER.length() + 1))
                .findFirst();
    }
}
