package com.scrabbl.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.scrabbl.ScrabblApplication;
import com.scrabbl.cli.Commands;
import com.scrabbl.people.Password;
import com.scrabbl.people.Role;
import com.scrabbl.people.UserName;
import com.scrabbl.people.Users;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;

/**
 * The whole application, started once per database and kept for all test classes, with a settable clock and GreenMail
 * as its relay. Each test begins with {@link #on}, which empties the tables and the mailboxes and sets the clock back.
 */
public final class TestApplication implements AutoCloseable {

    /** The instant at which every test begins: Tuesday 24 November 2026, 06:00 UTC. */
    public static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

    private static final Map<Database, TestApplication> started = new EnumMap<>(Database.class);

    /** Children before parents, so that they can be emptied in this order; workers live as long as their process. */
    private static final List<String> TABLES = List.of(
            "pace",
            "attempt",
            "delivery",
            "skipped_check",
            "run",
            "cohort",
            "edition_template",
            "edition_article",
            "correction",
            "edition",
            "alarm",
            "audit_address",
            "audit_word",
            "audit",
            "console_network",
            "console_user",
            "letter",
            "signup_request",
            "suppression",
            "list_import",
            "consent",
            "subscription",
            "subscriber_attribute",
            "subscriber",
            "given_back",
            "dropped_article",
            "proposal_article",
            "proposal",
            "newsletter_pause",
            "newsletter",
            "article_rejection",
            "article_revision",
            "article_topic",
            "article",
            "source",
            "scheduled_tasks",
            "batch_step_execution_context",
            "batch_step_execution",
            "batch_job_execution_context",
            "batch_job_execution_params",
            "batch_job_execution",
            "batch_job_instance");

    private final List<String> settings;
    private final ConfigurableApplicationContext context;
    private final GreenMail relay;

    private TestApplication(Database database) {
        relay = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        relay.start();
        settings = Stream.concat(
                        Stream.of(database.fresh()),
                        Stream.of(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                // The first probe comes after a second.
                                "--scrabbl.delivery.patience=1200ms",
                                "--scrabbl.console.import.folder=target/uploads",
                                "--scrabbl.console.import.largest=1MB",
                                // All tests come from one network, and write to the same few addresses.
                                "--scrabbl.signup.per-network=1000000",
                                "--scrabbl.signup.per-address=1000000",
                                "--scrabbl.signup.links-per-address=1000000",
                                "--scrabbl.signup.in-all=1000000",
                                "--spring.mail.host=127.0.0.1",
                                "--spring.mail.port=" + relay.getSmtp().getPort()))
                .toList();
        context = new SpringApplicationBuilder(ScrabblApplication.class, Clocks.class)
                .run(settings.toArray(String[]::new));
    }

    private TestApplication(TestApplication first, WebApplicationType type, String... more) {
        relay = first.relay;
        // Spring joins the values of a key that is given twice.
        settings = Stream.concat(
                        first.settings.stream()
                                .filter(setting -> Stream.of(more)
                                        .noneMatch(other -> key(other).equals(key(setting)))),
                        Stream.of(more))
                .toList();
        context = new SpringApplicationBuilder(ScrabblApplication.class, Clocks.class)
                .web(type)
                .lazyInitialization(true)
                .run(settings.toArray(String[]::new));
        clock().set(first.clock().instant());
    }

    private static String key(String setting) {
        return setting.substring(0, setting.indexOf('=') + 1);
    }

    /** As if another process ran beside this one on the same database; it serves no pages. To be closed by the test. */
    public TestApplication another(String... settings) {
        return new TestApplication(this, WebApplicationType.NONE, settings);
    }

    /** Another process that serves pages too, with these settings. To be closed by the test. */
    public TestApplication anotherServing(String... settings) {
        return new TestApplication(this, WebApplicationType.SERVLET, settings);
    }

    @Override
    public void close() {
        context.close();
    }

    /** The application on this database, empty. */
    public static synchronized TestApplication on(Database database) {
        TestApplication application = started.computeIfAbsent(database, TestApplication::new);
        application.empty();
        return application;
    }

    static synchronized void closeAll() {
        for (TestApplication application : started.values()) {
            application.context.close();
            application.relay.stop();
        }
        started.clear();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All beans of that type. */
    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** With the rights of the database's owner, which the application itself has for migrations only. */
    public JdbcClient ownersJdbc() {
        return context.containsBean("ownersDataSource")
                ? JdbcClient.create(context.getBean("ownersDataSource", DataSource.class))
                : jdbc();
    }

    public SettableClock clock() {
        return bean(SettableClock.class);
    }

    /** GreenMail, which takes every message that the application sends. */
    public GreenMail relay() {
        return relay;
    }

    /** Sends to another relay on this machine until the end of the test. */
    public void relayAt(int port) {
        bean(JavaMailSenderImpl.class).setPort(port);
    }

    /** Where the application answers, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + bean(Environment.class).getRequiredProperty("local.server.port");
    }

    /** Runs a command line inside the running application. */
    public Execution run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Commands.execute(context, new PrintWriter(out), new PrintWriter(err), args);
        return new Execution(exitCode, out.toString(), err.toString());
    }

    /** Somebody with that role, logged in to the console: {@code maria}, an operator, or {@code ada}, an admin. */
    public ConsoleVisitor user(Role role) {
        String name = role == Role.ADMIN ? "ada" : "maria";
        Users users = bean(Users.class);
        if (users.find(name).isEmpty()) {
            users.add(new UserName(name), role, new Password(ConsoleVisitor.PASSWORD));
        }
        return new ConsoleVisitor(url()).logIn(name);
    }

    private void empty() {
        TABLES.forEach(table -> jdbc().sql("DELETE FROM " + table).update());
        try {
            relay.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
        clock().set(START);
        relayAt(relay.getSmtp().getPort());
    }

    @Configuration(proxyBeanMethods = false)
    static class Clocks {
        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock(START);
        }

        /** The same hash, made with less work. */
        @Bean
        @Primary
        PasswordEncoder quickPasswordEncoder() {
            Pbkdf2PasswordEncoder pbkdf2 =
                    new Pbkdf2PasswordEncoder("", 16, 10, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA512);
            pbkdf2.setEncodeHashAsBase64(true);
            return new DelegatingPasswordEncoder(
                    "pbkdf2", Map.of("pbkdf2", pbkdf2, "bcrypt", new BCryptPasswordEncoder(4)));
        }
    }
}
