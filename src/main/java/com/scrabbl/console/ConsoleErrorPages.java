package com.scrabbl.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers of the console that are no page, in the look of one. The reason of a {@link ResponseStatusException} is a
 * sentence for people, and is shown.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleErrorPages implements ErrorViewResolver {

    private static final Logger log = LoggerFactory.getLogger(ConsoleErrorPages.class);

    private static final String SENTENCE = ConsoleErrorPages.class.getName() + ".sentence";

    private final ConsoleModel model;
    private final ErrorAttributes errors;
    private final SecureRandom random = new SecureRandom();

    ConsoleErrorPages(ConsoleModel model, ErrorAttributes errors) {
        this.model = model;
        this.errors = errors;
    }

    /** What the page will say, when an error is about to be sent. */
    static void say(HttpServletRequest request, String sentence) {
        request.setAttribute(SENTENCE, sentence);
    }

    @Override
    public @Nullable ModelAndView resolveErrorView(
            HttpServletRequest request, HttpStatus status, Map<String, Object> error) {
        String path = Objects.toString(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), "");
        if (!isConsole(request, path)) {
            return null;
        }
        ModelAndView page = new ModelAndView("console/error");
        page.addObject("shell", model.shell(request));
        page.addObject("say", model.say());
        page.addObject("status", status.value());
        page.addObject("sentence", sentence(request));
        if (status.is5xxServerError()) {
            String code = "%04X".formatted(random.nextInt(0x10000));
            log.error("A page of the console was answered {}, for the reason logged above; it said {}", status, code);
            page.addObject("code", code);
        }
        return page;
    }

    private static boolean isConsole(HttpServletRequest request, String path) {
        String console = request.getContextPath() + "/console";
        return path.equals(console) || path.startsWith(console + "/");
    }

    private @Nullable String sentence(HttpServletRequest request) {
        if (request.getAttribute(SENTENCE) instanceof String sentence) {
            return sentence;
        }
        return errors.getError(new ServletWebRequest(request)) instanceof ResponseStatusException refusal
                ? refusal.getReason()
                : null;
    }
}
