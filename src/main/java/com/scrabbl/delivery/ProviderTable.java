package com.scrabbl.delivery;

import com.scrabbl.mail.EmailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Which receiving domains are one provider: those of {@code providers.yml} and of the operator's settings, who has the last
 * word. A domain that nobody claims is a provider of its own. Immutable.
 */
@Component
public class ProviderTable {

    private static final String PACKED = "/providers.yml";
    private static final String KEY = "scrabbl.delivery.providers.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");

    private final Map<String, String> byDomain = new HashMap<>();
    private final Map<String, List<String>> domains = new TreeMap<>();

    @Autowired
    ProviderTable(DeliveryProperties properties) {
        this(properties.providers());
    }

    /**
     * @param settings by the provider's name, or by a domain that no provider claims
     * @throws IllegalArgumentException when a name or domain is none, with the key
     */
    ProviderTable(Map<String, ProviderSettings> settings) {
        packed().forEach((name, of) -> of.forEach(domain -> claim(name, domain)));
        Map<String, String> claimedBy = new HashMap<>();
        settings.forEach((name, provider) -> {
            requireKnown(name, provider);
            provider.domains().forEach(typed -> {
                String domain = domain(name, typed);
                String other = claimedBy.put(domain, name);
                if (other != null && !other.equals(name)) {
                    throw new IllegalArgumentException(
                            "%s%s.domains has %s, which %s%s.domains has too: it can be one provider's only"
                                    .formatted(KEY, name, domain, KEY, other));
                }
                claim(name, domain);
            });
        });
        byDomain.forEach((domain, name) ->
                domains.computeIfAbsent(name, any -> new ArrayList<>()).add(domain));
        domains.replaceAll((name, of) -> of.stream().sorted().toList());
    }

    /** The provider of a receiving domain (A-labels in lower case): its name, or the domain itself if nobody claims it. */
    public String nameOf(String domain) {
        return byDomain.getOrDefault(domain, domain);
    }

    /** The receiving domains of a provider, by name; the name itself when that is a domain that nobody claims. */
    public List<String> domainsOf(String name) {
        return domains.getOrDefault(name, List.of(name));
    }

    /** Whether that is a provider of several domains, and not a domain that nobody claims. */
    boolean isNamed(String name) {
        return domains.containsKey(name);
    }

    private void claim(String name, String domain) {
        byDomain.put(domain, name);
    }

    private void requireKnown(String name, ProviderSettings provider) {
        if (byDomain.containsValue(name)
                || !provider.domains().isEmpty() && NAME.matcher(name).matches()) {
            return;
        }
        if (byDomain.containsKey(name)) {
            throw new IllegalArgumentException("%s%s is one domain of the provider %s: write %s%s"
                    .formatted(KEY, name, byDomain.get(name), KEY, byDomain.get(name)));
        }
        if (name.indexOf('.') < 0) {
            throw new IllegalArgumentException(
                    ("%s%s: there is no provider of this name. Say which domains are it with %1$s%2$s.domains (a name has lower-case "
                                    + "letters, digits and hyphens), or name a single domain in brackets: %1$s[example.org]")
                            .formatted(KEY, name));
        }
        domain(name, name);
    }

    private static String domain(String name, String typed) {
        try {
            return EmailAddress.parse("x@" + typed.strip()).domain();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s%s: \"%s\" is no domain: %s".formatted(KEY, name, typed, e.getMessage()), e);
        }
    }

    private static Map<String, List<String>> packed() {
        try (InputStream file = Objects.requireNonNull(ProviderTable.class.getResourceAsStream(PACKED))) {
            Map<String, List<String>> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            Map<String, List<String>> lower = new TreeMap<>();
            read.forEach((name, of) -> lower.put(
                    name,
                    of.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList()));
            return lower;
        } catch (IOException e) {
            throw new UncheckedIOException("The packed " + PACKED + " cannot be read", e);
        }
    }
}
