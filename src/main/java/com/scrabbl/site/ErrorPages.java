package com.scrabbl.site;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Answers that are no page, in the look of one. They name no path and no exception: a path may hold a token. */
@Component
class ErrorPages implements ErrorViewResolver {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    private final SecureRandom random = new SecureRandom();

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        ModelAndView page = new ModelAndView("site/error", Map.of("status", status.value()));
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
