package com.scrabbl.site;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the reader is, {@code here} in every page's template: addresses of other pages in the same language, and of the
 * same page in another one.
 *
 * @param root path under which the application is served, without a slash at the end
 * @param language of the page
 * @param chosen whether the address asked for it: then the links ask for it too
 * @param query of the address, without the language
 */
public record Here(String root, Language language, boolean chosen, String query) {

    /** @param locale of a language that the pages speak */
    static Here of(HttpServletRequest request, Locale locale) {
        return new Here(
                request.getContextPath(),
                new Language(locale),
                LanguageChoice.asked(request)
                        .flatMap(tag -> Languages.lookup(tag, List.of(locale)))
                        .isPresent(),
                request.getDispatcherType() == DispatcherType.ERROR ? "" : otherThanLanguage(request.getQueryString()));
    }

    private static String otherThanLanguage(@Nullable String query) {
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.isEmpty() && !pair.startsWith(LanguageChoice.PARAMETER + "="))
                        .collect(Collectors.joining("&"));
    }

    /** The address of a page of this site; its path begins with a slash and may have a query and a fragment. */
    public String to(String path) {
        if (!chosen) {
            return root + path;
        }
        int hash = path.indexOf('#');
        String page = hash < 0 ? path : path.substring(0, hash);
        String fragment = hash < 0 ? "" : path.substring(hash);
        return root + page + (page.contains("?") ? "&" : "?") + asking(language) + fragment;
    }

    /** The address of this page in another language, relative to its own: a token in it is not repeated. */
    public String in(Language other) {
        return "?" + (query.isEmpty() ? "" : query + "&") + asking(other);
    }

    /** What the address of the page ends in when it asks for a language. */
    public String asked() {
        return chosen ? "?" + asking(language) : "";
    }

    private static String asking(Language language) {
        return LanguageChoice.PARAMETER + "=" + language.tag();
    }
}
