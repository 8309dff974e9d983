package com.scrabbl.watch;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.scrabbl.run.schedule.SlotWatch;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code serve} does by itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("db-scheduler.enabled")
class WatchSchedule {

    private static final Duration EVERY = Duration.ofSeconds(30);

    @Bean
    RecurringTask<Void> watchTask(Watchman watchman) {
        return Tasks.recurring("watch", FixedDelay.of(EVERY)).execute((task, context) -> watchman.look());
    }

    @Bean
    ScheduleHealthIndicator scheduleHealthIndicator(SlotWatch slots, Clock clock) {
        return new ScheduleHealthIndicator(slots, clock);
    }
}
