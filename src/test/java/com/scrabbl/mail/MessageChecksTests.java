package com.scrabbl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageChecksTests {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final String LINK = "https://scrabbl.example/unsubscribe/t0kent0kent0kent0kent0ken";

    private final MessageChecks checks = new MessageChecks(true);

    @Test
    void aDraftAsItShouldBeHasNoFindings() {
        assertThat(checks.check(message(LINK), "ada@reader.example", NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C01|^Subject: [^\\r]*\\r\\n|",
                "C01|^To: |To: x@y.example\\r\\nTo: ",
                "C01|^Reply-To: |Reply-To: x@y.example\\r\\nReply-To: ",
                "C02|<news@scrabbl.example>|<news@gmail.com>",
                "C03|Message-ID: <k1@|Message-ID: <k 1@",
                "C04|24 Nov 2026 06:00|24 Nov 2026 05:00",
                "C05|<ada@reader.example>|<ada@reader.example>, b@reader.example",
                "C05|^Subject|Cc: b@reader.example\\r\\nSubject",
                "C06|\\r\\nSubject|\\nSubject",
                "C07|^Subject: News|Subject: News\\r\\nno header",
                "C08|^Subject: News|Subject: N\u00e4ws",
                "C09|^Subject: News|Subject: Re: News",
                "C11|text/plain|text/markdown",
                "C11|charset=utf-8|charset=utf-16",
                "C12|quoted-printable|8bit",
                "C15|<h2>One</h2>|<h2>Another</h2>",
                "C15|https://a.example/1\\r|https://a.example/2\\r",
                "C20|<https://scrabbl.example|<mailto:leave@scrabbl.example>, <https://scrabbl.example",
                "C20|<https://scrabbl.example/unsubscribe|<http://scrabbl.example/unsubscribe",
                "C21|One-Click|Two-Click",
                "C22|<https://scrabbl.example/unsubscribe/t0kent0kent0kent0kent0ken>|<https://scrabbl.example/unsubscribe/7>",
                "C27|Leave:=20=\\r\\nhttps|Leave:=20=\\r\\nftp"
            })
    void aBrokenRowIsNamedAndBlocks(String row, String pattern, String replacement) {
        String wire = new String(message(LINK), StandardCharsets.ISO_8859_1);
        String broken = wire.replaceAll(
                "(?m)" + pattern,
                replacement == null ? "" : replacement.replace("\\r", "\r").replace("\\n", "\n"));
        assertThat(broken).isNotEqualTo(wire);
        assertThat(checks.check(broken.getBytes(StandardCharsets.ISO_8859_1), "ada@reader.example", NOW))
                .filteredOn(MessageFinding::blocks)
                .extracting(MessageFinding::row)
                .contains(row);
    }

    @Test
    void aLinkThatNamesItsReaderIsToldOf() {
        String wire = new String(message(LINK), StandardCharsets.ISO_8859_1)
                .replace("https://a.example/1", "https://a.example/Ada%40reader.example");
        assertThat(checks.check(wire.getBytes(StandardCharsets.ISO_8859_1), "ada@reader.example", NOW))
                .extracting(MessageFinding::row)
                .containsExactly("C32");
    }

    @Test
    void twoMessagesWithOneIdAreNamed() {
        checks.check(message(LINK), "ada@reader.example", NOW);
        assertThat(checks.check(message(LINK), "ada@reader.example", NOW))
                .extracting(MessageFinding::row)
                .containsExactly("C03");
    }

    @Test
    void linksToThisMachineOnlyWarnWithoutAPublicUrl() {
        String local = "http://localhost:8080/unsubscribe/t0kent0kent0kent0kent0ken";
        assertThat(new MessageChecks(false).check(message(local), "ada@reader.example", NOW))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.row()).isEqualTo("C20");
                    assertThat(finding.blocks()).isFalse();
                });
    }

    private static byte[] message(String link) {
        MessageDraft draft = new MessageDraft(
                "Scrabbl",
                EmailAddress.parse("news@scrabbl.example"),
                EmailAddress.parse("desk@scrabbl.example"),
                "News",
                "One\nhttps://a.example/1\nLeave: \uE000links.unsubscribe\uE001",
                "<h2>One</h2><a href=\"https://a.example/1\">Read</a><a href=\"\uE000links.unsubscribe\uE001\">Leave</a>",
                "Daily",
                "daily.scrabbl.example",
                URI.create("https://scrabbl.example/"),
                "c:daily:digest:scrabbl");
        Map<String, String> values = new HashMap<>(Map.of(
                MessageDraft.DATE, MailDate.text(NOW),
                MessageDraft.ID, "k1@scrabbl.example",
                MessageDraft.BOUNDARY, "=_k1",
                MessageDraft.TO, "ada@reader.example",
                MessageDraft.TO_NAME, "",
                MessageDraft.UNSUBSCRIBE, link));
        return draft.cut().fill(values::get);
    }
}
