package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.web.servlet.view.freemarker.FreeMarkerConfigurer;

/** The pages that are made before somebody comes are whole, and hinder nobody when they are not. */
@OnEachDatabase
class FirstLookTests {

    private final TestApplication application;

    FirstLookTests(Database database) {
        application = TestApplication.on(database);
    }

    @Test
    void pagesAreMadeBeforeTheFirstEditionAndAfterIt(@TempDir Path folder) {
        FirstLook look = looking(List.copyOf(application.beans(FirstSeen.class)));

        assertThatCode(look::make).doesNotThrowAnyException();
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@gmail.com");
        application.run("send", "daily");

        assertThatCode(look::make).doesNotThrowAnyException();
    }

    @Test
    void aPageThatCannotBeMadeKeepsNobodyWaiting() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        FirstLook look = looking(List.of(page -> {
            asked.countDown();
            throw new IllegalStateException("The database is gone");
        }));

        look.ready(new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC));
        assertThat(asked.getCount()).as("not before it is ready").isEqualTo(1);
        look.ready(new AvailabilityChangeEvent<>(this, ReadinessState.ACCEPTING_TRAFFIC));

        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private FirstLook looking(List<FirstSeen> pages) {
        return new FirstLook(pages, application.bean(ConsoleModel.class), application.bean(FreeMarkerConfigurer.class));
    }
}
