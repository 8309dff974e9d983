package com.scrabbl.signup;

import com.scrabbl.mail.EmailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Addresses that the operator lets nobody sign up with: of throw-away domains, and of roles that no one person reads. */
@Component
class RefusedAddresses {

    private static final Logger log = LoggerFactory.getLogger(RefusedAddresses.class);

    private final Set<String> domains;
    private final Set<String> localParts;

    RefusedAddresses(SignupProperties settings) {
        this.domains = domains(settings.refusedDomains());
        this.localParts = settings.refusedLocalParts().stream()
                .map(RefusedAddresses::localPart)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A domain on the list stands for those below it too, and a role for itself with a detail ({@code abuse+x}). */
    boolean contain(EmailAddress address) {
        String domain = address.domain();
        if (localParts.contains(localPart(address))) {
            return true;
        }
        for (int dot = -1; ; dot = domain.indexOf('.', dot + 1)) {
            if (domains.contains(domain.substring(dot + 1))) {
                return true;
            }
            if (domain.indexOf('.', dot + 1) < 0) {
                return false;
            }
        }
    }

    private static String localPart(EmailAddress address) {
        String counted = address.withoutDetail();
        return counted.substring(0, counted.lastIndexOf('@'));
    }

    private static String localPart(String setting) {
        try {
            return localPart(EmailAddress.parse(setting.strip() + "@x.example"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "scrabbl.signup.refused-local-parts: \"%s\" cannot stand before an @".formatted(setting), e);
        }
    }

    private static String domain(String line, Path file) {
        try {
            return EmailAddress.canonicalDomain(line);
        } catch (IllegalArgumentException e) {
            // Such lists come from elsewhere, and one line must not keep the rest of it from being used.
            log.warn("{}: \"{}\" is no domain and refuses nobody", file, line);
            return line;
        }
    }

    private static Set<String> domains(@Nullable Path file) {
        if (file == null || file.toString().isBlank()) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(line -> domain(line, file))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "scrabbl.signup.refused-domains names the file %s, which cannot be read: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
