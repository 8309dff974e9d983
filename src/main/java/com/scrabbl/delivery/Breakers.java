package com.scrabbl.delivery;

import com.scrabbl.mail.MailTransport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** One breaker for each relay, shared by all runs of this process. */
@Component
class Breakers {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Map<String, Breaker> byRelay = new ConcurrentHashMap<>();
    private final Duration patience;

    Breakers(DeliveryProperties properties) {
        patience = properties.patience();
    }

    Breaker of(MailTransport transport) {
        return byRelay.computeIfAbsent(
                transport.name(), relay -> new Breaker(relay, patience, BETWEEN_LOOKS, System::nanoTime));
    }
}
