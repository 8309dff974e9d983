package com.scrabbl.console;

import com.scrabbl.newsletter.Newsletters;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page of the console {@code shell}, {@code say} and {@code lookups}. */
@Component
class ConsoleModel {

    private static final Logger log = LoggerFactory.getLogger(ConsoleModel.class);

    private final Assets assets = Assets.ofThisJar();
    private final Say say;
    private final Lookups lookups;
    private final ObjectProvider<Supplier<Attention>> attention;

    ConsoleModel(Clock clock, Newsletters newsletters, Lookups lookups, ObjectProvider<Supplier<Attention>> attention)
            throws IOException {
        this.say = new Say(clock, new EditionNames(newsletters));
        this.lookups = lookups;
        this.attention = attention;
    }

    Say say() {
        return say;
    }

    /** The frame for whoever sent this request. */
    Shell shell(HttpServletRequest request) {
        CurrentUser user = LivingSessions.user(request);
        CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        if (user == null) {
            return new Shell(null, List.of(), Attention.NONE, csrf, assets);
        }
        // A part of a page that refreshes itself has no frame.
        return LivingSessions.isPoll(request) ? shell(user, csrf, Attention.NONE) : shell(user, csrf);
    }

    /** The frame of a page for that user. */
    Shell shell(CurrentUser user, @Nullable CsrfToken csrf) {
        return shell(user, csrf, now());
    }

    private Shell shell(CurrentUser user, @Nullable CsrfToken csrf, Attention attention) {
        return new Shell(user, Navigation.of(user.role(), attention), attention, csrf, assets);
    }

    /** Gives a page its frame and what its template may ask. */
    void fill(Model page, Shell shell) {
        page.addAttribute("shell", shell);
        page.addAttribute("say", say);
        page.addAttribute("lookups", lookups);
    }

    private Attention now() {
        @Nullable Supplier<Attention> asked = attention.getIfAvailable();
        try {
            return asked == null ? Attention.NONE : asked.get();
        } catch (DataAccessException | TransactionException e) {
            // The page that says so has a frame all the same.
            log.debug("What needs attention is unknown", e);
            return Attention.NONE;
        }
    }

    /** For the controllers of this room and of the packages in it. */
    @ControllerAdvice(basePackageClasses = ConsoleModel.class)
    static class Advice {

        private final ConsoleModel model;

        Advice(ConsoleModel model) {
            this.model = model;
        }

        @ModelAttribute
        void frame(HttpServletRequest request, Model page) {
            model.fill(page, model.shell(request));
        }
    }
}
