package com.scrabbl.signup;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code serve} does by itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("db-scheduler.enabled")
class SignupSchedule {

    private static final Duration EVERY = Duration.ofHours(1);

    @Bean
    SignupWork signupWork(SignupDesk desk) {
        return new SignupWork(desk);
    }

    @Bean
    RecurringTask<Void> unconfirmedTask(Unconfirmed unconfirmed) {
        return Tasks.recurring("unconfirmed", FixedDelay.of(EVERY)).execute((task, context) -> unconfirmed.drop());
    }
}
