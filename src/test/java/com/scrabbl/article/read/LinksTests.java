package com.scrabbl.article.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTests {

    private static final URI BASE = URI.create("https://a.example/news/");

    @Test
    void relativeLinksBecomeAbsoluteAndAscii() {
        assertThat(Links.absolute(BASE, "x")).isEqualTo("https://a.example/news/x");
        assertThat(Links.absolute(BASE, "?page=2")).isEqualTo("https://a.example/news/?page=2");
        assertThat(Links.absolute(BASE, "//b.example/ä b")).isEqualTo("https://b.example/%C3%A4%20b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "mailto:a@b.example",
                " ",
                "https://"
            })
    void otherLinksAreNone(String link) {
        assertThat(Links.absolute(BASE, link)).isNull();
    }

    @Test
    void userAndPasswordAreLeftOut() {
        assertThat(Links.absolute(BASE, "https://user:secret@a.example/")).isEqualTo("https://a.example/");
    }

    @Test
    void canonicalUrlHasNothingThatDoesNotMatter() {
        assertThat(Links.canonical("HTTPS://A.Example:443?utm_source=x&b=1&fbclid=y#z"))
                .isEqualTo("https://a.example/?b=1");
        assertThat(Links.canonical("http://a.example:8080/P?utm_medium=x")).isEqualTo("http://a.example:8080/P");
    }
}
