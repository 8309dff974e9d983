package com.scrabbl.watch;

import com.scrabbl.mail.EmailAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told when something needs a person.
 *
 * @param operators addresses that get a mail for each alarm; none by default
 */
@ConfigurationProperties("scrabbl")
record WatchProperties(@DefaultValue List<String> operators) {

    WatchProperties {
        operators = operators.stream()
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        for (String operator : operators) {
            require(operator);
        }
    }

    List<EmailAddress> addresses() {
        return operators.stream().map(EmailAddress::parse).distinct().toList();
    }

    private static void require(String operator) {
        try {
            if (!EmailAddress.parse(operator).ascii()) {
                throw new IllegalArgumentException(
                        "\"%s\" has other letters than ASCII before the @, which relays do not take"
                                .formatted(operator));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "scrabbl.operators: %s; write addresses, separated by commas".formatted(e.getMessage()), e);
        }
    }
}
