package com.scrabbl.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySourcesPropertyResolver;

class PublicationTests {

    @Test
    void withoutSettingsItIsThisMachinesOwn() {
        Publication publication = publication(Map.of());

        assertThat(publication.base(server(Map.of("local.server.port", 8081))))
                .isEqualTo(URI.create("http://localhost:8081"));
        assertThat(publication.isHttps()).isFalse();
        assertThat(publication.brand()).isEqualTo(new Brand("Scrabbl", null, null, "#9a2b1f", "#f0917f", null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            0.0.0.0,         -,      -,      http://localhost:8080
            127.0.0.1,       -,      -,      http://localhost:8080
            ::1,             -,      -,      http://localhost:8080
            ::,              /news/, -,      http://localhost:8080/news
            192.0.2.7,       /news,  -,      http://192.0.2.7:8080/news
            2001:db8::7,     -,      -,      http://[2001:db8::7]:8080
            harbour.example, -,      bundle, https://harbour.example:8080
            """)
    void withoutSettingsLinksLeadToWhereTheServerListens(String address, String root, String bundle, URI base) {
        Map<String, Object> settings = new HashMap<>(Map.of("server.address", address));
        settings.put("server.servlet.context-path", root);
        settings.put("server.ssl.bundle", bundle);
        settings.values().removeIf(Objects::isNull);

        assertThat(publication(Map.of()).base(server(settings))).isEqualTo(base);
    }

    @Test
    void emptySettingsStandForNone() {
        Publication publication = publication(Map.of(
                "scrabbl.public-url", "",
                "scrabbl.brand.tagline", "",
                "scrabbl.brand.logo", "",
                "scrabbl.brand.postal-address", ""));

        assertThat(publication).isEqualTo(publication(Map.of()));
    }

    @Test
    void linksBeginWithThePublicUrlWithoutItsLastSlash() {
        Publication publication = publication(Map.of("scrabbl.public-url", "https://harbour.example/news/"));

        assertThat(publication.base(server(Map.of()))).isEqualTo(URI.create("https://harbour.example/news"));
        assertThat(publication.isHttps()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:18080", "http://127.0.1.1", "http://[::1]:8080/news"})
    void whatOnlyThisMachineReachesNeedsNoHttps(String address) {
        Publication publication = publication(Map.of("scrabbl.public-url", address));

        assertThat(publication.base(server(Map.of()))).isEqualTo(URI.create(address));
        assertThat(publication.isHttps()).isFalse();
    }

    @Test
    void everySettingOfTheBrandIsRead() {
        Publication publication = publication(Map.of(
                "scrabbl.brand.name", "Harbour News",
                "scrabbl.brand.tagline", "By the water",
                "scrabbl.brand.logo", "https://harbour.example/logo.png",
                "scrabbl.brand.accent", "#0A5C44",
                "scrabbl.brand.dark-accent", "#7fe0c0",
                "scrabbl.brand.postal-address", "Quay 1\r\n  12345 Harbour \n"));

        assertThat(publication.brand())
                .isEqualTo(new Brand(
                        "Harbour News",
                        "By the water",
                        URI.create("https://harbour.example/logo.png"),
                        "#0A5C44",
                        "#7fe0c0",
                        "Quay 1\n12345 Harbour"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scrabbl.public-url        | harbour.example                | "harbour.example" is no web address
            scrabbl.public-url        | ftp://harbour.example          | "ftp://harbour.example" is no web address
            scrabbl.public-url        | https://me@harbour.example     | "https://me@harbour.example" is no web address
            scrabbl.public-url        | https://harbour.example/?a=b   | "https://harbour.example/?a=b" has more than a path
            scrabbl.public-url        | https://harbour.example/#top   | "https://harbour.example/#top" has more than a path
            scrabbl.public-url        | http://harbour.example         | "http://harbour.example" is not https
            scrabbl.public-url        | http://localhost.example:80    | "http://localhost.example:80" is not https
            scrabbl.public-url        | http://[fe80::1]               | "http://[fe80::1]" is not https
            scrabbl.brand.accent      | teal                           | "teal" is no colour; allowed: #rrggbb
            scrabbl.brand.dark-accent | #fff                           | "#fff" is no colour; allowed: #rrggbb
            scrabbl.brand.logo        | javascript:alert(1)            | "javascript:alert(1)" is no web address
            """)
    void aWrongValueIsRefusedWithItsKey(String key, String value, String reason) {
        assertThatThrownBy(() -> publication(Map.of(key, value)))
                .rootCause()
                .hasMessageStartingWith(key + ": " + reason);
    }

    @Test
    void aNameOfSeveralLinesIsRefused() {
        assertThatThrownBy(() -> publication(Map.of("scrabbl.brand.name", "Harbour\nBcc: all@harbour.example")))
                .rootCause()
                .hasMessage("scrabbl.brand.name: \"Harbour?Bcc: all@harbour.example\" has a line break or a control"
                        + " character; allowed: one line of text");
    }

    private static PropertyResolver server(Map<String, Object> settings) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("settings", settings));
        return new PropertySourcesPropertyResolver(sources);
    }

    private static Publication publication(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("scrabbl", Publication.class);
    }
}
