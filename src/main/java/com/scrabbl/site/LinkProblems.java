package com.scrabbl.site;

import com.scrabbl.signup.GoneLinkException;
import com.scrabbl.signup.TooManyTriesException;
import com.scrabbl.signup.UnknownLinkException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What readers are told when a link is not good, or something was asked too often. */
@ControllerAdvice
class LinkProblems {

    @ExceptionHandler
    void unknown(UnknownLinkException unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    @ExceptionHandler
    ModelAndView gone(GoneLinkException gone, HttpServletRequest request, Locale locale) {
        ModelAndView page = page("site/gone", HttpStatus.GONE, request, locale);
        page.addObject("why", gone.why().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return page;
    }

    @ExceptionHandler
    @Nullable
    ModelAndView tooMany(
            TooManyTriesException tooMany, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws IOException {
        if (tooMany.of() == TooManyTriesException.Of.ADDRESS) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
            return page("site/enough", HttpStatus.TOO_MANY_REQUESTS, request, locale);
        }
        ErrorPages.tooManyTries(
                request, response, Duration.ofSeconds(tooMany.seconds()), tooMany.of() == TooManyTriesException.Of.ALL);
        return null;
    }

    private static ModelAndView page(String view, HttpStatus status, HttpServletRequest request, Locale locale) {
        ModelAndView page = new ModelAndView(view, status);
        page.addObject("here", Here.of(request, locale));
        return page;
    }
}
