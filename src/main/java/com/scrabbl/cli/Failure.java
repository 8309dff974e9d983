package com.scrabbl.cli;

import com.scrabbl.disk.DatabaseTrouble;
import com.scrabbl.run.rehearsal.NothingToShowException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * What an exception means for the one who gave the command.
 *
 * @param exitCode 2 when usage, a name or the configuration is wrong or the command is refused; 4 when there is nothing to
 *     send; otherwise 1, something failed
 * @param sentence what happened, a line for each thing that is wrong
 */
record Failure(int exitCode, String sentence) {

    /**
     * The outermost exception that says something to people decides: one of Scrabbl, whose message is a sentence and
     * which speaks about what the caller gave if it is an {@link IllegalArgumentException}; or one of the few of
     * libraries that are known here.
     */
    static Failure of(Throwable thrown) {
        if (DatabaseTrouble.isOfTheDisk(thrown)) {
            return new Failure(
                    Exit.FAILED, "This failed, and can be repeated: %s.".formatted(DatabaseTrouble.sentence(thrown)));
        }
        List<Throwable> causes = causes(thrown);
        for (Throwable cause : causes) {
            Failure known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return new Failure(Exit.FAILED, DatabaseTrouble.withoutStatement(message(causes.get(causes.size() - 1))));
    }

    private static @Nullable Failure known(Throwable thrown) {
        if (thrown instanceof NothingToShowException) {
            return new Failure(Exit.NOTHING_TO_SEND, message(thrown));
        }
        if (thrown.getClass().getName().startsWith("com.scrabbl.")) {
            return new Failure(thrown instanceof IllegalArgumentException ? Exit.USAGE : Exit.FAILED, message(thrown));
        }
        if (thrown instanceof BindException wrong) {
            return new Failure(Exit.USAGE, wrongSetting(wrong));
        }
        if (thrown instanceof ConversionFailedException wrong) {
            return new Failure(
                    Exit.USAGE,
                    "A setting has the value \"%s\", which is no %s."
                            .formatted(
                                    wrong.getValue(),
                                    wrong.getTargetType().getType().getSimpleName()));
        }
        if (thrown instanceof PortInUseException taken) {
            return new Failure(
                    Exit.FAILED,
                    "Port %d is taken by another process. Choose another one with --server.port=PORT."
                            .formatted(taken.getPort()));
        }
        if (thrown instanceof SQLException) {
            return new Failure(
                    Exit.FAILED,
                    "The database can't be used (spring.datasource.url, username, password): %s"
                            .formatted(DatabaseTrouble.sentence(thrown)));
        }
        return null;
    }

    private static String wrongSetting(BindException wrong) {
        for (Throwable cause : causes(wrong)) {
            if (cause instanceof BindValidationException invalid) {
                return invalid.getValidationErrors().getAllErrors().stream()
                        .map(error -> invalid.getValidationErrors().getName() + subject(error) + ": "
                                + error.getDefaultMessage())
                        .sorted()
                        .collect(Collectors.joining("\n"));
            }
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return unknown.getUnboundProperties().stream()
                        .map(property ->
                                "%s: there is no such setting%s".formatted(property.getName(), origin(property)))
                        .collect(Collectors.joining("\n"));
            }
        }
        List<Throwable> causes = causes(wrong);
        String reason = message(causes.get(causes.size() - 1));
        if (reason.startsWith(wrong.getName() + ".")) {
            // A record that refuses one of its values names the key itself.
            return reason;
        }
        ConfigurationProperty property = wrong.getProperty();
        String value = property == null ? "" : " = \"%s\"%s".formatted(property.getValue(), origin(property));
        return "%s%s: %s".formatted(wrong.getName(), value, reason);
    }

    private static String subject(ObjectError error) {
        return error instanceof FieldError field
                ? ".%s = \"%s\"".formatted(kebab(field.getField()), field.getRejectedValue())
                : "";
    }

    private static String kebab(String field) {
        return field.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String origin(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : " (%s)".formatted(property.getOrigin());
    }

    private static String message(Throwable thrown) {
        return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
