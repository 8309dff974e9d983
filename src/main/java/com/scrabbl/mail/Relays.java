package com.scrabbl.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The relays by which editions go: those of {@code scrabbl.delivery.relays}, or the one of {@code spring.mail.*}. Immutable. */
@Component
public class Relays {

    private final List<Relay> all;

    Relays(SmtpRelay only, RelaysProperties properties) {
        List<RelaySettings> settings = properties.relays();
        Map<String, Relay> byName = new LinkedHashMap<>();
        for (int number = 0; number < settings.size(); number++) {
            RelaySettings relay = settings.get(number);
            SmtpRelay transport = new SmtpRelay(mailSettings(relay), "scrabbl.delivery.relays[" + number + "]");
            if (byName.put(relay.name(), new Relay(relay.name(), relay.weight(), transport)) != null) {
                throw new IllegalArgumentException(
                        "scrabbl.delivery.relays: two relays have the name %s; each has one of its own"
                                .formatted(relay.name()));
            }
        }
        if (!settings.isEmpty() && settings.stream().allMatch(relay -> relay.weight() == 0)) {
            throw new IllegalArgumentException(
                    "scrabbl.delivery.relays: all weights are 0; at least one relay has a weight of 1 or more");
        }
        all = settings.isEmpty() ? List.of(new Relay("", 1, only)) : List.copyOf(byName.values());
    }

    /**
     * A relay with its share of the connections.
     *
     * @param name empty for the one of {@code spring.mail.*}
     */
    public record Relay(String name, int weight, SmtpRelay transport) {}

    /** All of them, in their order. */
    public List<Relay> all() {
        return all;
    }

    /**
     * Those that a newsletter chose.
     *
     * @param names empty for all
     * @throws UnknownRelayException when there is none of that name any more
     */
    public List<Relay> of(List<String> names) {
        if (names.isEmpty()) {
            return all;
        }
        Map<String, Relay> byName = all.stream().collect(Collectors.toMap(Relay::name, relay -> relay));
        return names.stream()
                .map(name -> {
                    Relay relay = byName.get(name);
                    if (relay == null) {
                        throw new UnknownRelayException(name, names());
                    }
                    return relay;
                })
                .toList();
    }

    /** What a newsletter may choose from; empty when there is one relay without a name. */
    public List<String> names() {
        return all.stream().map(Relay::name).filter(name -> !name.isEmpty()).toList();
    }

    private static JavaMailSenderImpl mailSettings(RelaySettings relay) {
        JavaMailSenderImpl settings = new JavaMailSenderImpl();
        settings.setHost(relay.host());
        settings.setPort(relay.port());
        settings.setUsername(relay.username());
        settings.setPassword(relay.password());
        settings.getJavaMailProperties().putAll(relay.properties());
        return settings;
    }
}
