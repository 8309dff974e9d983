package com.scrabbl.run;

import com.scrabbl.mail.SmtpRelay;
import com.scrabbl.newsletter.Publication;
import org.springframework.stereotype.Component;

/** What must be so before an edition is frozen: one that cannot be sent is better not made. */
@Component
public class RelayTrial {

    private final SmtpRelay relay;
    private final Publication publication;

    RelayTrial(SmtpRelay relay, Publication publication) {
        this.relay = relay;
        this.publication = publication;
    }

    /**
     * Makes one connection, with TLS and login.
     *
     * @throws com.scrabbl.mail.RelayException when it cannot be made
     * @throws PublicUrlMissingException when the links in the mail would lead nowhere
     */
    void pass() {
        requirePublicUrl();
        relay.open().close();
    }

    /**
     * A reader must be able to leave by the link in the mail.
     *
     * @throws PublicUrlMissingException when the relay is on another machine, and there is no https address
     */
    public void requirePublicUrl() {
        if (!publication.isHttps() && !relay.onThisMachine()) {
            throw new PublicUrlMissingException(relay.name());
        }
    }
}
