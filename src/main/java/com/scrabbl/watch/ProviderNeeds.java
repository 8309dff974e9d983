package com.scrabbl.watch;

import com.scrabbl.delivery.LimitedProvider;
import com.scrabbl.delivery.LimitedProviders;
import com.scrabbl.watch.Need.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Providers that refuse us, so that their readers wait. */
@Component
class ProviderNeeds {

    private final LimitedProviders providers;

    ProviderNeeds(LimitedProviders providers) {
        this.providers = providers;
    }

    List<Need> now() {
        return providers.now().stream()
                .filter(LimitedProvider::suspended)
                .map(ProviderNeeds::need)
                .toList();
    }

    private static Need need(LimitedProvider provider) {
        ZoneId zone = ZoneOffset.UTC;
        Instant until = Objects.requireNonNull(provider.suspendedUntil());
        return new Need(
                Kind.SUSPENDED,
                "provider " + provider.provider() + " by " + provider.relay(),
                null,
                "Readers of %s wait".formatted(provider.provider()),
                "It refuses us (%s). One message tries again on %s UTC; all other readers get theirs."
                        .formatted(provider.said(), When.at(until, zone)),
                Objects.requireNonNullElse(provider.suspendedSince(), until),
                zone,
                "/console/providers",
                "See and decide");
    }
}
