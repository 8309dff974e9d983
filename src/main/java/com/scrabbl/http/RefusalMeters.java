package com.scrabbl.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** How many requests were refused, by the reason, since the process began. */
@Component
class RefusalMeters implements MeterBinder {

    private final Map<RefusalReason, LongAdder> counts = new ConcurrentHashMap<>();

    RefusalMeters() {
        for (RefusalReason reason : RefusalReason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    void count(RefusalReason reason) {
        Objects.requireNonNull(counts.get(reason)).increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.forEach((reason, count) -> FunctionCounter.builder("scrabbl.requests.refused", count, LongAdder::sum)
                .description("Requests that were refused, by the reason")
                .tag("reason", reason.word())
                .register(registry));
    }
}
