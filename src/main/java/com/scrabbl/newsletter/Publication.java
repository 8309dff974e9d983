package com.scrabbl.newsletter;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who publishes, and where.
 *
 * @param publicUrl where readers reach this installation, without a slash at the end: it begins every link in a mail.
 *     Null while it is not set
 * @param brand how the publication presents itself
 */
@ConfigurationProperties("scrabbl")
public record Publication(
        @Nullable URI publicUrl,
        @NestedConfigurationProperty @DefaultValue Brand brand) {

    public Publication {
        publicUrl = publicUrl == null ? null : base(publicUrl);
    }

    /** What links begin with: the configured address or, until there is one, this machine's own. */
    public URI base(int serverPort) {
        return publicUrl != null ? publicUrl : URI.create("http://localhost:" + serverPort);
    }

    /** Whether readers reach this installation by https. */
    public boolean isHttps() {
        return publicUrl != null && "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    private static URI base(URI url) {
        return Allowed.setting("scrabbl.public-url", url.toString(), text -> {
            String address = Allowed.url(text);
            if (url.getRawQuery() != null || url.getRawFragment() != null) {
                throw Allowed.refused(text, "has more than a path", "an address without ? and #");
            }
            return URI.create(address.replaceAll("/+$", ""));
        });
    }
}
