package com.scrabbl.edition;

import static com.scrabbl.edition.Desk.Piece.titled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.mail.CutMessage;
import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.mail.check.MessageChecks;
import com.scrabbl.mail.check.MessageFinding;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import com.scrabbl.template.TemplateProblemException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a reader gets is the same whether it was rendered for the reader's cohort or for the reader alone. */
@OnEachDatabase
class FrozenDigestTests {

    private static final Instant SLOT = TestApplication.START;
    private static final String SUBJECT = "${articles[0].title} for ${reader.name!\"you\"}";

    private final TestApplication application;
    private final Desk desk;

    FrozenDigestTests(Database database) {
        application = TestApplication.on(database);
        desk = new Desk(application);
        desk.put(titled("Tide barrier <b>opens</b> & closes").hoursAgo(1));
        desk.put(titled("Rents fall, \uD83C\uDFE0 says \"Zoë\"").hoursAgo(2).in("Economy"));
        desk.put(titled("${reader.name} \uE000reader.email\uE001").hoursAgo(3).in(null));
    }

    @Test
    void renderedSharedOrForEachTheReaderSeesTheSame() throws Exception {
        FrozenDigest shared = draft("shared", Render.SHARED, SUBJECT).digest();
        FrozenDigest each = draft("each", Render.EACH, SUBJECT).digest();
        MessageChecks checks = new MessageChecks(false);
        for (Reader reader : readers()) {
            MimeMessage one = parse(shared.message(reader, SLOT).octets());
            MimeMessage other = parse(each.message(reader, SLOT).octets());
            assertThat(one.getSubject()).isEqualTo(other.getSubject());
            assertThat(part(one, 0)).isEqualTo(part(other, 0)).contains("Unsubscribe: http");
            assertThat(part(one, 1)).isEqualTo(part(other, 1));
            assertThat(one.getHeader("To")).isEqualTo(other.getHeader("To"));
            assertThat(checks.check(
                            shared.message(reader, SLOT).octets(),
                            reader.address().normal(),
                            SLOT))
                    .filteredOn(MessageFinding::blocks)
                    .isEmpty();
        }
    }

    @Test
    void thePackedDigestPassesTheChecksForEveryKindOfReader() throws Exception {
        Newsletter newsletter = desk.newsletter("packed", Desk.RULE, "digest", Render.SHARED, SUBJECT);
        Selection selection = application.bean(EditionSelection.class).select(newsletter, SLOT);
        FrozenDigest digest = application
                .bean(Digests.class)
                .draft(newsletter, SLOT, selection)
                .digest();
        MessageChecks checks = new MessageChecks(false);
        for (Reader reader : readers()) {
            byte[] message = digest.message(reader, SLOT).octets();
            assertThat(checks.check(message, reader.address().normal(), SLOT))
                    .filteredOn(MessageFinding::blocks)
                    .isEmpty();
            assertThat(ReadableMessage.read(message).html().orElseThrow()).startsWith("<!DOCTYPE html>");
        }
    }

    @Test
    void whatWasLeftOutForItsSizeIsKeptWithTheEdition() {
        application
                .jdbc()
                .sql("UPDATE article SET body = ?")
                .param(("<p>" + "Some words. ".repeat(40) + "</p>\n").repeat(100))
                .update();
        Newsletter newsletter = desk.newsletter("whole", Desk.RULE, "full", Render.SHARED, SUBJECT);
        Selection selection = application.bean(EditionSelection.class).select(newsletter, SLOT);
        EditionDraft draft = application.bean(Digests.class).draft(newsletter, SLOT, selection);
        Edition edition = desk.freeze(draft);
        Reader reader = readers().get(0);

        Fit fit = application.bean(Editions.class).digest(edition).fit(reader);
        assertThat(fit.withoutText()).isEqualTo(2);
        assertThat(fit.octets()).isBetween(50_000, 88_000);
        assertThat(fit.sentence())
                .isEqualTo("the mail would have been too large, so 2 stories have only summary and link");
        assertThat(application.bean(Editions.class).digest(edition).fit(reader)).isEqualTo(fit);
        assertThat(application
                        .jdbc()
                        .sql("SELECT html_octets FROM cohort WHERE edition_id = ?")
                        .param(edition.id())
                        .query(Integer.class)
                        .list())
                .containsExactly(fit.octets());
    }

    private static List<Reader> readers() {
        List<String> values = new ArrayList<>(List.of(
                "Ada",
                "Ada \"the\r\nBcc: x@y.example\r\n\r\nfirst\"",
                "O'Hara & <script>alert(1)</script>",
                "\uD83D\uDE80 Zoë",
                "x".repeat(5000),
                "ä".repeat(5000),
                ".",
                "\n.\n",
                "\uE000reader.email\uE001",
                "two  spaces\tand tab",
                "half \uD83D surrogate",
                " "));
        List<Reader> readers = new ArrayList<>();
        for (String value : values) {
            readers.add(Desk.reader(readers.size() + 1, value, Map.of("city", value)));
            readers.add(Desk.reader(readers.size() + 1, null, Map.of("city", value)));
        }
        readers.add(Desk.reader(1000, null, Map.of()));
        return readers;
    }

    @Test
    void theSameReaderGetsTheSameBytesButForTheDate() {
        Edition edition = desk.freeze(draft("daily", Render.SHARED, SUBJECT));
        Reader reader = Desk.reader(7, "Ada", Map.of("city", "Turku"));
        byte[] first = application
                .bean(Editions.class)
                .digest(edition)
                .message(reader, SLOT)
                .octets();
        application.jdbc().sql("UPDATE article SET title = 'changed'").update();
        application
                .jdbc()
                .sql("UPDATE newsletter SET settings = replace(settings, 'Scrabbl', 'Changed')")
                .update();
        byte[] second = application
                .bean(Editions.class)
                .digest(edition)
                .message(reader, SLOT.plusSeconds(86_400))
                .octets();
        assertThat(ascii(second).replace("Wed, 25", "Tue, 24")).isEqualTo(ascii(first));
        assertThat(ascii(first))
                .contains("Message-ID: <"
                        + application.bean(Editions.class).digest(edition).messageId(7) + ">");
        byte[] other = application
                .bean(Editions.class)
                .digest(edition)
                .message(Desk.reader(8, "Ada", Map.of()), SLOT)
                .octets();
        assertThat(header(other, "Message-ID")).isNotEqualTo(header(first, "Message-ID"));
    }

    @Test
    void cohortsDifferByThePresenceOfWhatIsAskedAndNothingElse() {
        FrozenDigest digest = draft("daily", Render.SHARED, SUBJECT).digest();
        assertThat(digest.asked()).containsExactly("reader.attributes.city", "reader.name");
        CutMessage named = digest.cohort(Desk.cohort(digest, "reader.name"));
        assertThat(digest.cohort(Desk.cohort(digest, "reader.name", "reader.attributes.shoe-size")))
                .isSameAs(named);
        assertThat(digest.cohort(Desk.cohort(digest))).isNotSameAs(named);
        assertThat(named.slots()).contains("reader.name").doesNotContain("reader.attributes.city");
    }

    @Test
    void aValueThatIsGoneMovesTheReaderToTheCohortWithoutIt() throws Exception {
        FrozenDigest digest = draft("daily", Render.SHARED, SUBJECT).digest();
        assertThat(parse(digest.message(Desk.reader(1, "Ada", Map.of()), SLOT).octets())
                        .getSubject())
                .endsWith(" for Ada");
        assertThat(parse(digest.message(Desk.reader(1, null, Map.of()), SLOT).octets())
                        .getSubject())
                .endsWith(" for you");
    }

    @Test
    void whatBranchesAskForIsFoundBeforehand() {
        String nested = "<#if reader.name??><#if !reader.attributes.a??><#if reader.attributes.b??>"
                + "${reader.attributes.c!}</#if></#if></#if>x";
        assertThat(draft("daily", Render.SHARED, nested).digest().asked())
                .containsExactly(
                        "reader.attributes.a",
                        "reader.attributes.b",
                        "reader.attributes.c",
                        "reader.attributes.city",
                        "reader.name");
    }

    @Test
    void aTemplateErrorShowsBeforeAnythingIsRecorded() {
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> draft("daily", Render.SHARED, "Hello ${reader.name}"))
                .withMessageStartingWith("subject, line 1, column 9: `reader.name` is missing");
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> draft("daily", Render.SHARED, "${reader.email?length}"));
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> draft("daily", Render.EACH, "${reader.name?length}"));
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> draft("daily", Render.SHARED, "${\"\"}"))
                .withMessage("subject: it is empty");
    }

    @Test
    void renderEachMayCompute() throws Exception {
        FrozenDigest each = draft("daily", Render.EACH, "${(reader.name!\"you\")?upper_case}, ${reader.email?length}")
                .digest();
        assertThat(each.asked()).isEmpty();
        assertThat(parse(each.message(Desk.reader(1, "Zoë", Map.of()), SLOT).octets())
                        .getSubject())
                .isEqualTo("ZOË, 20");
    }

    @Test
    void moreThanSixtyFourCohortsAreRefusedWithWhatToDo() {
        String asking = "<#list 1..7 as i>${reader.attributes[\"a\" + i]!}</#list>x";
        FrozenDigest digest = draft("daily", Render.SHARED, asking).digest();
        assertThatExceptionOfType(TooManyCohortsException.class)
                .isThrownBy(() -> {
                    for (int bits = 0; bits < 128; bits++) {
                        Map<String, Boolean> present = new HashMap<>();
                        for (int i = 0; i < 7; i++) {
                            if ((bits >> i & 1) == 1) {
                                present.put("reader.attributes.a" + (i + 1), true);
                            }
                        }
                        digest.cohort(Desk.cohort(digest, present.keySet().toArray(String[]::new)));
                    }
                })
                .withMessageContaining("`render: each`")
                .withMessageContaining("more than 64");
    }

    @Test
    void aTestMailIsMarkedAndItsLinkBelongsToNobody() throws Exception {
        FrozenDigest digest = draft("daily", Render.SHARED, SUBJECT).digest().asTest();
        Reader someone = Desk.reader(0, "Ada", Map.of());
        MimeMessage mail = parse(digest.message(someone, SLOT).octets());
        assertThat(mail.getSubject()).startsWith("[Test] Tide barrier");
        assertThat(mail.getHeader("List-Unsubscribe")[0]).contains("/unsubscribe/t-");
    }

    private EditionDraft draft(String slug, Render render, String subject) {
        Newsletter newsletter = desk.newsletter(slug, Desk.RULE, "small", render, subject);
        Selection selection = application.bean(EditionSelection.class).select(newsletter, SLOT);
        return application.bean(Digests.class).draft(newsletter, SLOT, selection);
    }

    private static MimeMessage parse(byte[] message) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(message));
    }

    private static String part(MimeMessage message, int index) throws Exception {
        return (String)
                ((MimeMultipart) message.getContent()).getBodyPart(index).getContent();
    }

    private static String ascii(byte[] message) {
        return new String(message, StandardCharsets.US_ASCII);
    }

    private static String header(byte[] message, String name) {
        return ascii(message)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow();
    }
}
