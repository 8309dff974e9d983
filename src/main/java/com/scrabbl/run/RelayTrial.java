package com.scrabbl.run;

import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.Relays;
import com.scrabbl.mail.Relays.Relay;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Publication;
import org.springframework.stereotype.Component;

/** What must be so before an edition is frozen: one that cannot be sent is better not made. */
@Component
public class RelayTrial {

    private final Relays relays;
    private final Newsletters newsletters;
    private final Publication publication;

    RelayTrial(Relays relays, Newsletters newsletters, Publication publication) {
        this.relays = relays;
        this.newsletters = newsletters;
        this.publication = publication;
    }

    /**
     * Makes one connection, with TLS and login, by the first of the newsletter's relays that is to be had.
     *
     * @throws RelayException when none can be made
     * @throws PublicUrlMissingException when the links in the mail would lead nowhere
     */
    void pass(Run run) {
        requirePublicUrl();
        RelayException first = null;
        for (Relay relay :
                relays.of(newsletters.byId(run.newsletterId()).settings().relays())) {
            try {
                relay.transport().open().close();
                return;
            } catch (RelayException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * A reader must be able to leave by the link in the mail.
     *
     * @throws PublicUrlMissingException when the relay is on another machine, and there is no https address
     */
    public void requirePublicUrl() {
        if (!publication.isHttps()) {
            relays.all().stream()
                    .map(Relay::transport)
                    .filter(relay -> !relay.onThisMachine())
                    .findFirst()
                    .ifPresent(relay -> {
                        throw new PublicUrlMissingException(relay.name());
                    });
        }
    }
}
