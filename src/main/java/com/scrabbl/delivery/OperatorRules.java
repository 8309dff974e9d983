package com.scrabbl.delivery;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The rules of {@code smtp-rules.yml} in the working folder, if it is there. What is wrong in it stops the start. */
@Component
@Lazy(false)
record OperatorRules(Optional<SmtpRulesFile> file) {

    static final Path FILE = Path.of("smtp-rules.yml");

    OperatorRules() {
        this(SmtpRulesFile.read(FILE));
    }
}
