package com.scrabbl.console;

import com.scrabbl.disk.DatabaseTrouble;
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

    private static final String SAID = ConsoleErrorPages.class.getName() + ".said";

    private final ConsoleModel model;
    private final ErrorAttributes errors;
    private final SecureRandom random = new SecureRandom();

    ConsoleErrorPages(ConsoleModel model, ErrorAttributes errors) {
        this.model = model;
        this.errors = errors;
    }

    /**
     * What is known of an error.
     *
     * @param heading null for that of the status
     * @param page to go on at, below the root of the application; null when there is none
     */
    record Said(
            @Nullable String heading,
            @Nullable String sentence,
            @Nullable String page) {}

    /** What the page will say, when an error is about to be sent. */
    static void say(HttpServletRequest request, Said said) {
        request.setAttribute(SAID, said);
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
        Said said = said(request);
        page.addObject("heading", said.heading());
        page.addObject("sentence", said.sentence());
        page.addObject("page", said.page());
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

    private Said said(HttpServletRequest request) {
        if (request.getAttribute(SAID) instanceof Said said) {
            return said;
        }
        Throwable error = errors.getError(new ServletWebRequest(request));
        if (error != null && DatabaseTrouble.isAway(error)) {
            return new Said(
                    "The database can’t be used",
                    "Nothing was changed: %s. Try again when that is mended."
                            .formatted(DatabaseTrouble.sentence(error)),
                    null);
        }
        return new Said(null, error instanceof ResponseStatusException refusal ? refusal.getReason() : null, null);
    }
}
