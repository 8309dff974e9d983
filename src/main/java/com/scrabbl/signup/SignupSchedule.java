package com.scrabbl.signup;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.scrabbl.subscriber.ErasedReplies;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code serve} does by itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("db-scheduler.enabled")
class SignupSchedule {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration LATEST_REPLY = Duration.ofDays(7);

    @Bean
    SignupWork signupWork(SignupDesk desk) {
        return new SignupWork(desk);
    }

    /** Mail that was in flight to somebody who was erased on the web. */
    @Bean
    RecurringTask<Void> erasedRepliesTask(ErasedReplies replies, Clock clock) {
        return Tasks.recurring("erased-replies", FixedDelay.of(EVERY))
                .execute((task, context) -> replies.scrubLate(clock.instant().minus(LATEST_REPLY)));
    }

    @Bean
    RecurringTask<Void> unconfirmedTask(Unconfirmed unconfirmed) {
        return Tasks.recurring("unconfirmed", FixedDelay.of(EVERY)).execute((task, context) -> unconfirmed.drop());
    }
}
