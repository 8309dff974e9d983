package com.scrabbl.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Answers that are no page, in the look of one. They name no path and no exception: a path may hold a token. */
@Component
class ErrorPages implements ErrorViewResolver {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    private static final Set<Integer> KNOWN = Set.of(400, 403, 404, 405, 413, 415, 429, 500, 503);

    private static final String MINUTES = ErrorPages.class.getName() + ".minutes";
    private static final String ALL = ErrorPages.class.getName() + ".all";

    private final SecureRandom random = new SecureRandom();

    /**
     * Answers 429: the reader's network tried too often, and may come back after this time.
     *
     * @param all whether it was everybody together
     */
    static void tooManyTries(HttpServletRequest request, HttpServletResponse response, Duration wait, boolean all)
            throws IOException {
        long seconds = Math.max(1, wait.toSeconds());
        request.setAttribute(MINUTES, (seconds + 59) / 60);
        request.setAttribute(ALL, all);
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        ModelAndView page = new ModelAndView("site/error");
        page.addObject("status", status.value());
        page.addObject("known", KNOWN.contains(status.value()));
        page.addObject("all", Boolean.TRUE.equals(request.getAttribute(ALL)));
        page.addObject("minutes", Objects.requireNonNullElse(request.getAttribute(MINUTES), 1));
        if (status.is5xxServerError()) {
            String code = "%04X".formatted(random.nextInt(0x10000));
            log.error(
                    "A page was answered {}, for the reason logged above; the reader was told the code {}",
                    status,
                    code);
            page.addObject("code", code);
        }
        return page;
    }
}
