package com.scrabbl.console;

import com.scrabbl.people.Role;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.servlet.view.freemarker.FreeMarkerConfigurer;

/**
 * Makes the pages that people open first, for nobody, as soon as {@code serve} is ready: templates are parsed, classes are
 * loaded and code is warm when somebody comes. It happens in a thread of its own that nothing waits for; what goes wrong in it
 * goes wrong again, and is told, when the page is asked for.
 */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty("db-scheduler.enabled")
class FirstLook {

    private static final Logger log = LoggerFactory.getLogger(FirstLook.class);

    /** After so many times most of what a page runs is compiled. */
    private static final int TIMES = 5;

    private static final CurrentUser NOBODY = new CurrentUser(0, "", Role.ADMIN, 0);

    private final List<FirstSeen> pages;
    private final ConsoleModel model;
    private final FreeMarkerConfigurer templates;

    FirstLook(List<FirstSeen> pages, ConsoleModel model, FreeMarkerConfigurer templates) {
        this.pages = pages;
        this.model = model;
        this.templates = templates;
    }

    @EventListener
    void ready(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            Thread thread = new Thread(this::look, "first-look");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    private void look() {
        long begun = System.nanoTime();
        try {
            for (int time = 0; time < TIMES; time++) {
                make();
            }
        } catch (Exception e) {
            log.debug("A page that nobody asked for yet cannot be made", e);
        }
        log.debug("The first pages were made in {} ms", (System.nanoTime() - begun) / 1_000_000);
    }

    /** Makes each page once, as a visitor with all rights would get it. */
    void make() throws Exception {
        for (FirstSeen page : pages) {
            make(page);
        }
    }

    private void make(FirstSeen page) throws Exception {
        Model filled = new ExtendedModelMap();
        model.fill(filled, model.shell(NOBODY, null));
        filled.addAttribute("here", Map.of("root", ""));
        String view = page.firstSeen(filled);
        if (view != null) {
            templates.getConfiguration().getTemplate(view + ".ftlh").process(filled.asMap(), Writer.nullWriter());
        }
    }
}
