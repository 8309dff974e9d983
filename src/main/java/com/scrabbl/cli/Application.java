package com.scrabbl.cli;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.people.FirstAdmin;
import com.scrabbl.people.OneTimeLink;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.micrometer.metrics.autoconfigure.startup.StartupTimeMetricsListenerAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring behind a command: it starts when the command first asks for a bean, so that help and usage errors are quick. */
final class Application implements AutoCloseable {

    /** What begins at once where it serves, and a command may never need: its figures, and every connection there may be. */
    private static final String[] UNLIKE_A_SERVER = {
        "spring.autoconfigure.exclude=" + TaskExecutorMetricsAutoConfiguration.class.getName() + ","
                + StartupTimeMetricsListenerAutoConfiguration.class.getName(),
        "spring.datasource.hikari.minimum-idle=1"
    };

    private final Class<?> main;
    private final List<String> properties;
    private @Nullable ConfigurableApplicationContext context;

    /**
     * @param main the class that Spring starts from
     * @param properties Spring's properties, as {@code --key=value}
     */
    Application(Class<?> main, List<String> properties) {
        this.main = main;
        this.properties = properties;
    }

    Application(ConfigurableApplicationContext running) {
        this(Application.class, List.of());
        context = running;
    }

    /** A bean of the application, which serves no web port and runs no schedule. */
    <T> T bean(Class<T> type) {
        if (context == null) {
            context = new SpringApplicationBuilder(main)
                    .web(WebApplicationType.NONE)
                    .lazyInitialization(true)
                    .properties(UNLIKE_A_SERVER)
                    .run(properties.toArray(String[]::new));
            Signals.close(context);
        }
        return context.getBean(type);
    }

    /**
     * Makes a change and writes down that this system's user made it: both or neither.
     *
     * @param what the command
     * @param target what it is about
     * @param detail what else tells what is changed
     */
    <T> T change(String what, String target, @Nullable String detail, Supplier<T> change) {
        return change(by(what, target).detail(detail), change);
    }

    /** Makes a change and writes it down: both or neither. */
    <T> T change(Change written, Supplier<T> change) {
        return inOne(() -> {
            T changed = change.get();
            record(written);
            return changed;
        });
    }

    /** In one transaction: makes a change and writes it down if it turns out to be one. */
    <T> T inOne(Supplier<T> change) {
        return Objects.requireNonNull(bean(TransactionTemplate.class).execute(status -> change.get()));
    }

    /** A change that this system's user makes, to be completed. */
    Change by(String what, String target) {
        return Change.byCommand(person(), what, target);
    }

    /** Writes down what this system's user changes, where that is no single transaction. */
    void record(String what, String target, @Nullable String detail) {
        record(by(what, target).detail(detail));
    }

    /** Writes down a change of {@link #by}, where that is no single transaction. */
    void record(Change written) {
        bean(Audit.class).record(written);
    }

    /** This system's user, who acts by commands. */
    String person() {
        return System.getProperty("user.name", "unknown");
    }

    /**
     * Serves the web application, the schedule and the delivery of what is due, until the application is closed.
     *
     * @param profiles Spring's profiles that this call adds to those of the command line
     */
    void serve(String... profiles) {
        if (context != null) {
            throw new IllegalStateException("This application runs already.");
        }
        CountDownLatch closed = new CountDownLatch(1);
        context = new SpringApplicationBuilder(main)
                .web(WebApplicationType.SERVLET)
                .profiles(profiles)
                .properties(Map.of("logging.level.com.scrabbl", "INFO"))
                .listeners(
                        (ApplicationListener<ApplicationStartedEvent>)
                                event -> Signals.close(event.getApplicationContext()),
                        (ApplicationListener<ContextClosedEvent>) event -> closed.countDown())
                .run(serving());
        invite();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells how to log in for the first time. Not by the log, which others may read: the link is a password. */
    private void invite() {
        Optional<OneTimeLink> invited = inOne(() -> {
            Optional<OneTimeLink> made = bean(FirstAdmin.class).invite();
            made.ifPresent(link -> record("users link", link.user().name(), "first start"));
            return made;
        });
        invited.ifPresent(link -> {
            System.err.println(
                    "Nobody can log in to the console yet. Set the password of its first user, %s, here (works once, until %s):"
                            .formatted(link.user().name(), link.expiresAt().truncatedTo(ChronoUnit.SECONDS)));
            System.err.println(base() + link.path());
        });
    }

    /** Where people reach this installation, without a slash at the end. */
    URI base() {
        return bean(Publication.class).base(bean(Environment.class));
    }

    private String[] serving() {
        List<String> all = new ArrayList<>(properties);
        addUnlessGiven(all, "--db-scheduler.enabled=true");
        return all.toArray(String[]::new);
    }

    /** Spring joins the values of a key that is given twice, where the first one is meant. */
    private static void addUnlessGiven(List<String> properties, String property) {
        String key = property.substring(0, property.indexOf('=') + 1);
        if (properties.stream().noneMatch(given -> given.startsWith(key))) {
            properties.add(property);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }
}
