package com.scrabbl.signup;

import com.scrabbl.mail.EmailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Addresses that the operator lets nobody sign up with: of throw-away domains, and of roles that no one person reads. */
@Component
class RefusedAddresses {

    private final Set<String> domains;
    private final Set<String> localParts;

    RefusedAddresses(SignupProperties settings) {
        this.domains = domains(settings.refusedDomains());
        this.localParts = settings.refusedLocalParts().stream()
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A domain on the list stands for those below it too. */
    boolean contain(EmailAddress address) {
        String domain = address.domain();
        String localPart = address.normal().substring(0, address.normal().length() - domain.length() - 1);
        if (localParts.contains(localPart)) {
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

    private static Set<String> domains(@Nullable Path file) {
        if (file == null || file.toString().isBlank()) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.replaceAll("#.*", "").strip().toLowerCase(Locale.ROOT))
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "scrabbl.signup.refused-domains names the file %s, which cannot be read: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
