package com.scrabbl.run.control;

import com.scrabbl.delivery.LimitedProviders;
import com.scrabbl.delivery.ProvidersAside;
import com.scrabbl.run.RunOwners;
import com.scrabbl.run.Runs;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has a provider that is suspended tried out of turn, at somebody's word. */
@Component
public class TryingProviders {

    private final LimitedProviders providers;
    private final ProvidersAside aside;
    private final Runs runs;
    private final RunOwners owners;
    private final JdbcClient jdbc;
    private final Clock clock;

    TryingProviders(
            LimitedProviders providers,
            ProvidersAside aside,
            Runs runs,
            RunOwners owners,
            JdbcClient jdbc,
            Clock clock) {
        this.providers = providers;
        this.aside = aside;
        this.runs = runs;
        this.owners = owners;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The next message to the provider tries it. Runs that wait for it are due now, for whoever serves.
     *
     * @return false when it is not suspended any more, or is being tried already
     */
    public boolean tryNow(String relay, String provider) {
        if (!providers.tryNow(relay, provider)) {
            return false;
        }
        for (long id : waiting()) {
            runs.byId(id)
                    .filter(run -> run.edition() != null && aside.recall(run.edition(), provider, clock.instant()) > 0)
                    .ifPresent(owners::makeDue);
        }
        return true;
    }

    private List<Long> waiting() {
        return jdbc.sql("SELECT id FROM run WHERE state = 'WAITING' AND edition_id IS NOT NULL ORDER BY id")
                .query(Long.class)
                .list();
    }
}
