package com.scrabbl.article.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoorTests {

    @Test
    void hostileHtmlComesInHarmless() {
        Item item = Samples.first("hostile.xml");

        assertThat(item.title()).isEqualTo("Win ${7*7} now \ufffd0\ufffd");
        assertThat(item.standfirst()).isEqualTo("Cheap deals");
        assertThat(item.image()).isNull();
        assertThat(item.body().replaceAll("\\s+", " ")).isEqualTo("""
                <p>Text &#xfffd;5&#xfffd; with a trap and another and \
                <a href="https://evil.example/ok">a link</a>.</p> \
                <p><b>Bold</b></p> <p><b>and open</b> </p>""");
    }

    @Test
    void linkThatIsNoWebAddressIsRefused() {
        assertThatThrownBy(() -> Door.admit(Samples.raw("hostile.xml").get(1), Samples.NOW))
                .isInstanceOf(RefusedItemException.class)
                .hasMessage("its link is no http or https address of at most 2000 characters");
    }

    @Test
    void itemWithoutLinkIsRefused() {
        assertThatThrownBy(() -> Door.admit(item(null, "A title", null, null), Samples.NOW))
                .hasMessage("it has no link");
    }

    @Test
    void itemWithoutTitleIsNamedByTheBeginningOfItsText() {
        Item item = Samples.admit(item(
                "https://a.example/",
                null,
                "<p>Rain fell on the pier all day long, and "
                        + "the gulls sat under the roof of the market hall and waited.</p>",
                null));

        assertThat(item.title())
                .isEqualTo("Rain fell on the pier all day long, and the gulls sat under the roof of the…");
    }

    @Test
    void itemWithoutTitleAndTextIsRefused() {
        assertThatThrownBy(() -> Door.admit(item("https://a.example/", " ", "<script>x</script>", null), Samples.NOW))
                .hasMessage("it has neither a title nor a text");
    }

    @Test
    void itemWithTagsBeyondReasonIsRefused() {
        assertThatThrownBy(() -> Door.admit(item("https://a.example/", "T", "<p>x".repeat(50_000), null), Samples.NOW))
                .hasMessage("it has more tags than any article");
    }

    @Test
    void dateInTheFutureIsTakenAsNow() {
        Instant tomorrow = Samples.NOW.plus(Duration.ofDays(1));

        assertThat(Samples.admit(item("https://a.example/", "Soon", null, tomorrow))
                        .publishedAt())
                .isEqualTo(Samples.NOW);
    }

    @Test
    void longTextsAreCutToTheirColumns() {
        Item item = Samples.admit(item("https://a.example/", "word ".repeat(1000), null, null));

        assertThat(item.title()).hasSizeLessThanOrEqualTo(1000).endsWith("word…");
    }

    @Test
    void pictureInLongUrlAndIdBeyondTheIndexAreHandled() {
        RawItem raw = new RawItem(
                URI.create("https://a.example/"),
                "ü".repeat(3000),
                "https://a.example/x",
                "T",
                null,
                null,
                List.of(),
                null,
                List.of(),
                null,
                new Image("https://a.example/" + "x".repeat(3000), null, null, null),
                null);

        assertThat(Samples.admit(raw).externalId()).startsWith("sha256:").hasSize(71);
        assertThat(Samples.admit(raw).image()).isNull();
    }

    private static RawItem item(
            @Nullable String link, @Nullable String title, @Nullable String body, @Nullable Instant publishedAt) {
        return new RawItem(
                URI.create("https://a.example/"),
                null,
                link,
                title,
                null,
                body,
                List.of(),
                null,
                List.of(),
                null,
                null,
                publishedAt);
    }
}
