package com.scrabbl.site;

import com.scrabbl.newsletter.Publication;
import java.net.URI;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Addresses of this site as the world knows them. */
@Component
class SiteAddress {

    private final Publication publication;
    private final Environment environment;

    SiteAddress(Publication publication, Environment environment) {
        this.publication = publication;
        this.environment = environment;
    }

    /** The whole address of a path of this site, which begins with a slash. */
    String of(String path) {
        return base() + path;
    }

    /**
     * The path, within the application and with its query, of something that this site itself serves; empty when it is
     * elsewhere: the pages let in no picture from there.
     */
    Optional<String> own(String address) {
        String base = base() + "/";
        if (!address.startsWith(base)) {
            return Optional.empty();
        }
        return Optional.of(address.substring(base.length() - 1));
    }

    private URI base() {
        return publication.base(environment);
    }
}
