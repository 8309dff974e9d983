package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.scrabbl.newsletter.Brand;
import com.scrabbl.newsletter.Publication;
import org.junit.jupiter.api.Test;

class BrandStylesheetTests {

    @Test
    void readableColoursAreUsedForTheBarAndForText() {
        assertThat(css("#9a2b1f", "#f0917f")).isEqualTo("""
                        :root { --bar: #9a2b1f; --accent: #9a2b1f; }
                        @media (prefers-color-scheme: dark) { :root { --bar: #f0917f; --accent: #f0917f; } }
                        """);
    }

    @Test
    void aColourTooFaintForTextIsUsedForTheBarOnly() {
        assertThat(css("#ffcc00", "#f0917f")).startsWith(":root { --bar: #ffcc00; --accent: var(--ink); }");
        assertThat(css("#9a2b1f", "#333333")).contains("{ --bar: #333333; --accent: var(--ink); }");
    }

    @Test
    void contrastIsThatOfWcag() {
        assertThat(Colour.parse("#000000").contrastTo(Colour.parse("#ffffff"))).isEqualTo(21, within(0.01));
        assertThat(Colour.parse("#767676").contrastTo(Colour.parse("#ffffff"))).isEqualTo(4.54, within(0.01));
    }

    private static String css(String accent, String darkAccent) {
        return new BrandStylesheet(new Publication(null, new Brand("Scrabbl", null, null, accent, darkAccent, null)))
                .css();
    }
}
