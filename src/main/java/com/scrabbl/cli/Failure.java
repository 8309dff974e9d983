package com.scrabbl.cli;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.web.server.PortInUseException;

/**
 * What an exception means for the one who gave the command.
 *
 * @param mistakeOfTheCaller whether usage, a name or the configuration is wrong or the command is refused (exit 2);
 *     otherwise something failed (exit 1)
 * @param sentence what happened, perhaps on several lines
 */
record Failure(boolean mistakeOfTheCaller, String sentence) {

    /** An exception of Scrabbl that is an {@link IllegalArgumentException} speaks about what the caller gave. */
    static Failure of(Throwable thrown) {
        for (Throwable cause : causes(thrown)) {
            if (cause instanceof BindValidationException || cause instanceof UnboundConfigurationPropertiesException) {
                return new Failure(true, configurationSentence(cause));
            }
        }
        for (Throwable cause : causes(thrown)) {
            if (isOurs(cause)) {
                return new Failure(cause instanceof IllegalArgumentException, sentence(cause));
            }
            if (cause instanceof BindException || cause instanceof PortInUseException) {
                return new Failure(cause instanceof BindException, configurationSentence(cause));
            }
        }
        Throwable root = causes(thrown).get(causes(thrown).size() - 1);
        return new Failure(false, sentence(root));
    }

    private static String configurationSentence(Throwable wrong) {
        if (wrong instanceof BindValidationException invalid) {
            return String.join(
                    System.lineSeparator(),
                    invalid.getValidationErrors().getAllErrors().stream()
                            .map(error -> invalid.getValidationErrors().getName() + ": " + error)
                            .toList());
        }
        return sentence(wrong);
    }

    private static boolean isOurs(Throwable thrown) {
        return thrown.getClass().getName().startsWith("com.scrabbl.");
    }

    private static String sentence(Throwable thrown) {
        return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
    }

    private static List<Throwable> causes(Throwable thrown) {
        return Stream.<@Nullable Throwable>iterate(
                        thrown, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
                .map(Objects::requireNonNull)
                .toList();
    }
}
