package com.scrabbl.article.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** Which pictures of a text are kept, and where. */
class PicturesTests {

    private static final URI BASE = URI.create("https://gazette.example/a/");
    private static final Image OWN = new Image("https://gazette.example/own.jpg", null, null, null);

    @Test
    void pictureIsAFigureBesideItsParagraph() {
        assertThat(clean("""
                        <p><img src="/wide.jpg?x=1" alt="A &quot;quay&quot;" width=800 height=450 srcset="x 2x" onload=a()> Text \
                        begins. <a href="/big"><img src=later.png alt=Later></a></p>
                        <ul><li>One<img src="//cdn.example/li.jpg" alt="IMG_1.jpg" height=400></li></ul>""")).isEqualTo("""
                        <figure><img src="https://gazette.example/wide.jpg?x&#61;1" alt="A &#34;quay&#34;" width="800" height="450" /></figure>
                        <p>Text begins.</p>
                        <figure><img src="https://gazette.example/a/later.png" alt="Later" /></figure>
                        <ul><li>One<figure><img src="https://cdn.example/li.jpg" alt="" /></figure></li></ul>""");
    }

    @Test
    void figureKeepsItsCaptionAndOneWithoutPictureItsText() {
        assertThat(clean("""
                        <figure><picture><source srcset=b.webp><img src=b.webp></picture><img src=c.jpg>
                        <figcaption>Two <a href="/c">boats</a><img src=d.jpg></figcaption></figure>
                        <figure><blockquote>Ahoy!</blockquote><figcaption>A sailor</figcaption></figure>""")).isEqualTo("""
                        <figure><img src="https://gazette.example/a/b.webp" alt="" /></figure>
                        <figure><img src="https://gazette.example/a/c.jpg" alt="" />\
                        <figcaption>Two <a href="https://gazette.example/c" rel="nofollow">boats</a></figcaption></figure>
                        <blockquote>Ahoy!</blockquote>
                        <p>A sailor</p>""".replace(" rel=\"nofollow\"", ""));
    }

    @Test
    void ownPictureKeepsItsPlaceAndCaptionUnderItsOwnAddress() {
        assertThat(
                        clean(
                                "<p>Text.</p><figure><img src=/own-1024x768.jpg?w=9><figcaption>By the sea</figcaption></figure>"))
                .isEqualTo("""
                        <p>Text.</p>
                        <figure><img src="https://gazette.example/own.jpg" alt="" /><figcaption>By the sea</figcaption></figure>""");
        assertThat(clean("<figure><img src=/own.jpg><figcaption>By the sea</figcaption></figure>"))
                .isNull();
    }

    @Test
    void lazyPictureIsTakenFromWhereItIsAndOnceOnly() {
        assertThat(clean("""
                        <p>Text.</p><img src="data:image/gif;base64,R0" data-src="/lazy-300x200.jpg"><noscript>
                        <img src="/lazy.jpg"></noscript><p>More.</p><img src="/lazy.jpg">""")).containsOnlyOnce("<img").contains("https://gazette.example/lazy-300x200.jpg");
    }

    @Test
    void whatIsNoPictureForReadersIsDropped() {
        assertThat(clean("""
                        <p>Text.</p><img src="javascript:a()"><img src=/spin.gif><img src=x.svg>
                        <img class=avatar src=/me.jpg><figure data-kept><iframe src=x></iframe></figure>
                        <img src="https://count.example/1.jpg" width=1 height=1><img src=/p.jpg style="max-width: 0px">
                        <span style="display:none"><img src=/hidden.jpg></span><img src="data:image/png;base64,x">
                        <figure><img src="https://stats.wordpress.com/b.gif"><figcaption>Counts</figcaption></figure>""")).isEqualTo("<p>Text.</p>");
    }

    private static String clean(String html) {
        return Body.clean(html, BASE, null, null, OWN);
    }
}
