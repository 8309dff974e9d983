package com.scrabbl.delivery;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The rules of {@code smtp-rules.yml} in the working folder, if it is there. What is wrong in it stops the start. */
@Component
@Lazy(false)
final class OperatorRules {

    private final Optional<SmtpRulesFile> file;

    OperatorRules(Environment environment) {
        file = SmtpRulesFile.read(Path.of(environment.getProperty("user.dir", ""), "smtp-rules.yml"));
    }

    Optional<SmtpRulesFile> file() {
        return file;
    }
}
