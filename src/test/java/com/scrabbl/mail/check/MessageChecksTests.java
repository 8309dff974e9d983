package com.scrabbl.mail.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.MailDate;
import com.scrabbl.mail.MessageDraft;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageChecksTests {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final String LINK = "https://scrabbl.example/unsubscribe/t0kent0kent0kent0kent0ken";

    private static final String TEXT = """
            Daily
            Rents fall, night buses return on four lines, and swifts are late this year.

            One
            https://a.example/1
            Leave: \uE000links.unsubscribe\uE001""";

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en" dir="ltr"><head><title>Daily</title>
            <style>@media (min-width:481px){.a{font-size:30px !important}}</style>
            <style>@media (prefers-color-scheme:dark){.p{background-color:#121212 !important}.i{color:#f2f0ea !important}}</style>
            <style>[data-ogsb] .p{background-color:#121212 !important}[data-ogsc] .i{color:#f2f0ea !important}</style>
            </head><body class="p" style="margin:0;background-color:#ffffff">
            <div class="p i" lang="en" dir="ltr" style="color:#1d1d1b;background-color:#ffffff;word-break:break-word">
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%"><tr><td style="padding:8px">
            <p>Rents fall, night buses return on four lines, and swifts are late this year.</p>
            <h1>Daily</h1>
            <img src="https://a.example/1.png" width="96" height="72" alt="A ferry" style="background-color:#e4e1d8">
            <h2>One</h2>
            <p><a href="https://a.example/1">Read</a> <a href="\uE000links.unsubscribe\uE001">Leave</a></p>
            </td></tr></table></div></body></html>
            """;

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
    void aBrokenRowIsNamedAndBlocks(String row, String pattern, @Nullable String replacement) {
        assertThat(checks.check(broken(pattern, replacement), "ada@reader.example", NOW))
                .filteredOn(MessageFinding::blocks)
                .extracting(MessageFinding::row)
                .contains(row);
    }

    private static byte[] broken(String pattern, @Nullable String replacement) {
        String wire = new String(message(LINK), StandardCharsets.ISO_8859_1);
        String broken = wire.replaceAll(
                "(?m)" + pattern,
                replacement == null ? "" : replacement.replace("\\r", "\r").replace("\\n", "\n"));
        assertThat(broken).isNotEqualTo(wire);
        return broken.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C10|From: Scrabbl|From: Scrabbl ada@reader.example",
                "C10|From: Scrabbl|From: News of Scrabbl",
                "C28|^List-Id: .*\\r\\n|",
                "C28|<daily.scrabbl.example>|daily",
                "C29|^List-Help: .*\\r\\n|",
                "C29|^List-Post: NO|List-Post: <mailto:news@scrabbl.example>",
                "C29|^List-Help|List-Owner: <mailto:a@b.example>\\r\\nList-Owner: <mailto:c@b.example>\\r\\nList-Help",
                "C30|auto-generated|no",
                "C31|c:daily:digest:scrabbl|c:daily:digest:scr",
                "C31|c:daily:digest:scrabbl|a:c:daily:digest:scrabbl",
                "C32|c:daily:digest:scrabbl|c:ada@reader.example:digest:scrabbl"
            })
    void aBrokenRowThatOnlyWarnsIsNamed(String row, String pattern, @Nullable String replacement) {
        assertThat(checks.check(broken(pattern, replacement), "ada@reader.example", NOW))
                .filteredOn(finding -> !finding.blocks())
                .extracting(MessageFinding::row)
                .contains(row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C13|<h2>One|<span style=\"display:none\">cheap watches</span><h2>One|text is hidden by display:none",
                "C13|<h2>One|<span style=\"color:#fff\">cheap watches</span><h2>One|colour of its ground",
                "C14|https://a.example/1\"|http://a.example/1\"|a link is not https",
                "E01|<div class=\"p i\" lang=\"en\"|<div class=\"p i\"|repeats lang and dir",
                "E02|role=\"presentation\"|id=\"x\"|a table of the layout has no role",
                "E03|width=\"96\"|width=\"100%\"|no width in pixels",
                "E04|>Read<|>Click here …<|says “Click here …”",
                "E05|https://a.example/1\"|https://bit.ly/x\"|of a shortener",
                "E05|https://a.example/1.png|//a.example/1.png|a picture's address is not https",
                "E06|<h1>|<h1 style=\"padding:4px 0\">|padding on <h1>",
                "E07|<h1>|<h1 style=\"display:flex\">|don't know “display:flex”",
                "E07|<h1>|<h1 style=\"color:rgb(0,0,0)\">|don't know “color:rgb(0,0,0)”",
                "E08|<style>@media (min|<style>/* x */@media (min|a comment",
                "E08|.a{font-size:30px !important}|@media print{.a{font-size:30px !important}}|an @ rule in another one",
                "E09|30px !important|30px! important|write it in small letters",
                "E09|margin:0;|margin:0 !important;|!important stands inline",
                "E10|<td style=\"|<td style=\"width:600px;|600 pixels wide whatever",
                "E11|word-break:break-word|margin:0|",
                "E13|<h1>Daily|<h1>Daily&#8203;&#8203;|characters that nobody sees",
                "E14|<h1>Daily|<h1>Daily\uFFFD|the character U+FFFD",
                "E15|<p>Rents|<p><a href=\"https://a.example/1\">View in browser</a></p><p>Rents|begins with the link",
                "E15|<p>Rents|<p>News</p><p>Rents|repeats the subject",
                "E16|color:#1d1d1b|color:#aaaaaa|a contrast of 2.3 in the light palette",
                "E16|.i{color:#f2f0ea !important}}|.i{color:#333333 !important}}|in the dark palette",
                "E17|<h1>|<h1 style=\"color:#000000\">|the colour of <h1> has no dark one for Outlook",
                "E18| style=\"background-color:#e4e1d8\"| |no ground of its own",
                "E19|year.</p>|year &amp;amp; next.</p>|escaped twice: &amp;amp;",
                "E20|https://a.example/1\"|https://a.example/?id=12,345\"|written as a language writes it",
                "E21|<h2>One|<p></p><h2>One|a <p> is empty",
                "E22|<h2>One</h2>|<h3>One</h3>|<h3> follows <h1>",
                "E23|width=\"96\" height=\"72\" alt=\"A ferry\"|width=\"552\" height=\"300\" alt=\"\"|leaves a hole",
                "E24|<h1>Daily</h1>|<h1>One</h1><h2>Daily</h2>|another order",
                "E26|<h1>|<script>x</script><h1>|<script> is dropped",
                "E27|<h1>|<video></video><h1>|don't know <video>",
                "E27|1.png|1.svg|no JPEG or PNG"
            })
    void aMistakeInTheHtmlIsNamedWithItsRow(String row, String from, @Nullable String to, @Nullable String told) {
        String broken = HTML.replace(from, to == null ? "" : to);
        if (row.equals("E11")) {
            broken = broken.replace("<h1>Daily", "<h1>Donaudampfschifffahrtselektrizitätenhauptbetriebswerk");
        }
        assertThat(broken).isNotEqualTo(HTML);
        assertThat(checks.check(message(LINK, "News", broken), "ada@reader.example", NOW))
                .filteredOn(finding -> finding.row().equals(row))
                .extracting(MessageFinding::sentence)
                .anySatisfy(sentence -> assertThat(sentence).contains(told == null ? "" : told));
    }

    @Test
    void aMailThatIsTooLargeIsToldOfBeforeItsEndIsCutOff() {
        String many = "<p>What happened is told in two sentences.</p>\n".repeat(2_100);
        assertThat(checks.check(message(LINK, "News", HTML.replace("<h1>", many + "<h1>")), "ada@reader.example", NOW))
                .extracting(MessageFinding::row)
                .contains("E12", "E25");
    }

    @Test
    void subjectsThatNoPhoneShowsAreToldOf() {
        assertThat(checks.check(
                        message(LINK, "RENTS FALL FOR A THIRD MONTH, AND NIGHT BUSES RETURN ON FOUR LINES", HTML),
                        "ada@reader.example",
                        NOW))
                .extracting(MessageFinding::toString)
                .containsExactly(
                        "E28 the subject has 66 characters; a phone shows 33 to 50", "E28 the subject is in capitals");
    }

    @Test
    void everyRowIsListedOnceAndThoseOfTheRelayAreNotLookedAt() {
        assertThat(Checklist.ROWS).containsKeys("C01", "C13", "C32", "E01", "E25", "E28");
        assertThat(Checklist.ROWS.values())
                .filteredOn(CheckRow::isRelays)
                .extracting(CheckRow::id)
                .containsExactly("C23", "C40", "C41", "C42", "C50");
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
        return message(link, "News", HTML);
    }

    private static byte[] message(String link, String subject, String html) {
        MessageDraft draft = new MessageDraft(
                "Scrabbl",
                EmailAddress.parse("news@scrabbl.example"),
                EmailAddress.parse("desk@scrabbl.example"),
                subject,
                TEXT,
                html,
                "Daily",
                "daily.scrabbl.example",
                null,
                URI.create("https://scrabbl.example/"),
                "c:daily:digest:scrabbl");
        Map<String, String> values = new HashMap<>(Map.of(
                MessageDraft.DATE, MailDate.text(NOW),
                MessageDraft.ID, "k1@scrabbl.example",
                MessageDraft.BOUNDARY, "=_k1",
                MessageDraft.TO, "ada@reader.example",
                MessageDraft.TO_NAME, "",
                MessageDraft.UNSUBSCRIBE, link));
        return draft.cut().fill(values::get).octets();
    }
}
