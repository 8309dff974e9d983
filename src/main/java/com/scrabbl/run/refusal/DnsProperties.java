package com.scrabbl.run.refusal;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who is asked whether a receiving domain exists.
 *
 * @param server a name server's host, or host and port; null for those of the system
 */
@ConfigurationProperties(prefix = "scrabbl.dns", ignoreUnknownFields = false)
record DnsProperties(@Nullable String server) {

    private static final Pattern HOST_AND_PORT = Pattern.compile("([\\w.-]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");

    DnsProperties {
        server = server == null || server.isBlank() ? null : server.strip();
        if (server != null && !HOST_AND_PORT.matcher(server).matches()) {
            throw new IllegalArgumentException(
                    "scrabbl.dns.server is \"" + server
                            + "\", and must be a name server's host, or host and port, such as 192.0.2.53 or [2001:db8::53]:5353");
        }
    }
}
