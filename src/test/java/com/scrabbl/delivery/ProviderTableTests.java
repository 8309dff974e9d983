package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.yaml.snakeyaml.Yaml;

/** Which receiving domains are one provider. */
class ProviderTableTests {

    @ParameterizedTest
    @CsvSource({
        "googlemail.com, gmail",
        "hotmail.co.uk, microsoft",
        "aol.com, yahoo",
        "yahoo.co.jp, yahoo-japan",
        "me.com, apple",
        "web.de, gmx",
        "wanadoo.fr, orange",
        "harbour.example, harbour.example",
        "mail.gmail.com, mail.gmail.com",
    })
    void domainIsItsProvidersOrItsOwn(String domain, String provider) {
        assertThat(new ProviderTable(Map.of()).nameOf(domain)).isEqualTo(provider);
    }

    @Test
    void operatorHasTheLastWord() {
        ProviderTable table = new ProviderTable(Map.of(
                "gmail", domains("Harbour.Example", "bücher.example"),
                "city", domains("city.example", "web.de"),
                "big.example", domains()));

        assertThat(table.nameOf("harbour.example")).isEqualTo("gmail");
        assertThat(table.nameOf("xn--bcher-kva.example")).isEqualTo("gmail");
        assertThat(table.nameOf("web.de")).isEqualTo("city");
        assertThat(table.domainsOf("city")).containsExactly("city.example", "web.de");
        assertThat(table.domainsOf("gmx")).contains("gmx.de").doesNotContain("web.de");
        assertThat(table.domainsOf("big.example")).containsExactly("big.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gmial        |                  | scrabbl.delivery.providers.gmial: there is no provider of this name
            googlemail.com |                | scrabbl.delivery.providers.googlemail.com is one domain of the provider gmail: write scrabbl.delivery.providers.gmail
            gmail        | not a domain     | scrabbl.delivery.providers.gmail: "not a domain" is no domain
            Bad Name     | city.example     | scrabbl.delivery.providers.Bad Name: there is no provider of this name
            """)
    void nonsenseIsRefusedWithItsKey(String name, String domain, String sentence) {
        assertThatThrownBy(() -> new ProviderTable(Map.of(name, domain == null ? domains() : domains(domain))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void domainIsOneProvidersOnly() throws IOException {
        assertThatThrownBy(() -> new ProviderTable(Map.of("a", domains("x.example"), "b", domains("x.example"))))
                .hasMessageContaining("scrabbl.delivery.providers.")
                .hasMessageContaining("x.example");
        try (InputStream packed = ProviderTable.class.getResourceAsStream("/providers.yml")) {
            Map<String, List<String>> read = new Yaml().load(packed);
            assertThat(read.values().stream().flatMap(List::stream))
                    .hasSizeGreaterThan(300)
                    .doesNotHaveDuplicates()
                    .allMatch(domain -> domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"));
        }
    }

    @ParameterizedTest
    @CsvSource({"500/min, 30000, 120000", "10/s, 36000, 100000", "20000/h, 20000, 180000", "1/d, 1, 86400000000"})
    void rateIsReadAsItIsWritten(String written, long anHour, long microsBetween) {
        assertThat(Rate.valueOf(written).anHour()).isEqualTo(anHour);
        assertThat(Rate.valueOf(written).microsBetween()).isEqualTo(microsBetween);
        assertThat(Rate.valueOf(written)).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource({"500", "0/min", "fast", "-1/s", "5/week", "''"})
    void whatIsNoRateIsRefusedWithAnExample(String written) {
        assertThatThrownBy(() -> Rate.valueOf(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + written + "\" is no rate")
                .hasMessageContaining("500/min");
    }

    @Test
    void settingsAreReadAndAWrongOneIsNamedWithItsKey() {
        DeliveryProperties read = bound(Map.of(
                "scrabbl.delivery.rate", "500/min",
                "scrabbl.delivery.warm-up", "50, 100",
                "scrabbl.delivery.providers.gmail.rate", "10/s",
                "scrabbl.delivery.providers[big.example].connections", "2"));

        assertThat(read.rate()).hasToString("500/min");
        assertThat(read.warmUp()).containsExactly(50L, 100L);
        assertThat(read.providers().get("gmail").rate()).hasToString("10/s");
        assertThat(read.providers().get("big.example").connections()).isEqualTo(2);
        assertThat(bound(Map.of()).providers()).isEmpty();
        assertThatThrownBy(() -> bound(Map.of("scrabbl.delivery.providers.gmail.rate", "fast")))
                .hasMessageContaining("scrabbl.delivery.providers.gmail.rate")
                .hasStackTraceContaining("\"fast\" is no rate");
        assertThatThrownBy(() -> bound(Map.of("scrabbl.delivery.warm-up", "50, 0")))
                .hasStackTraceContaining("scrabbl.delivery.warm-up has 0 messages for a day");
    }

    private static DeliveryProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("scrabbl.delivery", DeliveryProperties.class);
    }

    private static ProviderSettings domains(String... domains) {
        return new ProviderSettings(List.of(domains), null, null);
    }
}
