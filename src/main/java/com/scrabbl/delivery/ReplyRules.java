package com.scrabbl.delivery;

import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Reads a refusal by rules, the first that fits: those of the operator's file, then the packed ones, which ask for the
 * provider's own words first, then for the enhanced code (RFC 3463), then for the basic code. What asks for it by itself is
 * tried again when it says. Immutable.
 */
@Component
public final class ReplyRules {

    /** What a server asks for beyond this is not waited for: a shelf life would end meanwhile. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(4);

    private static final Duration AFTER_ASKED = Duration.ofSeconds(10);

    // The packed ones are read at the first refusal: they are a good part of a start.
    private final SingletonSupplier<SmtpRulesFile> file;
    private final ProviderTable providers;

    /** The packed rules, and before them those of the operator. */
    @Autowired
    ReplyRules(OperatorRules own, ProviderTable providers) {
        this(own.file().orElse(SmtpRulesFile.NONE), providers);
    }

    ReplyRules(SmtpRulesFile own, ProviderTable providers) {
        file = SingletonSupplier.of(() -> own.before(SmtpRulesFile.packed()));
        this.providers = providers;
    }

    /** The packed rules alone. */
    static ReplyRules packed() {
        return new ReplyRules(SmtpRulesFile.NONE, new ProviderTable(Map.of()));
    }

    /**
     * What a refusal means.
     *
     * @param domain of the reader, A-labels in lower case
     */
    Reading read(Stage stage, SmtpReply reply, String domain) {
        String provider = providers.nameOf(domain);
        Reading reading = file.obtain().rules().stream()
                .filter(rule -> rule.reads(stage, reply, provider))
                .findFirst()
                .map(ReplyRule::reading)
                .orElseGet(() -> Reading.of(ReplyClass.UNVERIFIED));
        return reading.action().again() ? withAskedDelay(reading, reply.text()) : reading;
    }

    private Reading withAskedDelay(Reading reading, String text) {
        return file.obtain().delays().stream()
                .flatMap(delay -> delay.in(text).stream())
                .findFirst()
                .map(delay -> delay.plus(AFTER_ASKED))
                .map(delay -> reading.asking(delay.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : delay))
                .orElse(reading);
    }
}
