package com.scrabbl.newsletter;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.PropertyResolver;

/**
 * Who publishes, and where.
 *
 * @param publicUrl where readers reach this installation, without a slash at the end: it begins every link in a mail.
 *     By https, unless only this machine is reached by it. Null while it is not set
 * @param brand how the publication presents itself
 */
@ConfigurationProperties("scrabbl")
public record Publication(
        @Nullable URI publicUrl,
        @NestedConfigurationProperty @DefaultValue Brand brand) {

    private static final Pattern ANYWHERE =
            Pattern.compile("0\\.0\\.0\\.0|127\\.0\\.0\\.1|::1?|\\[::1?]|0*(?::0*){7}1?");
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.\\d{1,3}){3}|\\[(?:::1|0*(?::0*){6}:0*1)]");

    public Publication {
        publicUrl = publicUrl == null ? null : base(publicUrl);
    }

    /**
     * What links begin with: the configured address or, until there is one, the one that the server listens on. What a
     * request says about its host has no part in it.
     *
     * @param settings those of the server; once it listens, they know its port
     */
    public URI base(PropertyResolver settings) {
        return publicUrl != null ? publicUrl : listening(settings);
    }

    private static URI listening(PropertyResolver settings) {
        boolean tls = settings.getProperty("server.ssl.enabled", Boolean.class, true)
                && (settings.containsProperty("server.ssl.key-store")
                        || settings.containsProperty("server.ssl.certificate")
                        || settings.containsProperty("server.ssl.bundle"));
        Integer local = settings.getProperty("local.server.port", Integer.class);
        int port = local != null ? local : settings.getProperty("server.port", Integer.class, 8080);
        return URI.create("%s://%s:%d%s"
                .formatted(
                        tls ? "https" : "http",
                        host(settings.getProperty("server.address", "")),
                        port,
                        settings.getProperty("server.servlet.context-path", "").replaceAll("/+$", "")));
    }

    /** A server that listens everywhere, or on the loopback alone, is reached as {@code localhost} from its own machine. */
    private static String host(String address) {
        if (address.isBlank() || ANYWHERE.matcher(address).matches()) {
            return "localhost";
        }
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
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
            if ("http".equalsIgnoreCase(url.getScheme()) && !isThisMachine(url)) {
                throw Allowed.refused(
                        text,
                        "is not https, which mail providers want of the link to unsubscribe",
                        "https, or http for this machine alone (localhost)");
            }
            return URI.create(address.replaceAll("/+$", ""));
        });
    }

    /** Whether only this machine is reached by it: {@code localhost}, {@code 127.x}, {@code ::1}. */
    private static boolean isThisMachine(URI url) {
        String host = Objects.toString(url.getHost(), "").toLowerCase(Locale.ROOT);
        return host.equals("localhost") || LOOPBACK.matcher(host).matches();
    }
}
