package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.check.MessageChecks;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Letters: as receivers want a message to be, sent at least once, and never lost. */
@OnEachDatabase
class LetterTests {

    private static final String ANNA = "anna@harbour.example";

    /** What only a list's message needs; and https, where no public address is set. */
    private static final Set<String> OF_LISTS = Set.of("C20", "C21", "C22", "C27", "C28", "C29", "C31");

    private final TestApplication application;
    private final Visitor visitor;

    LetterTests(Database database) {
        application = TestApplication.on(database);
        visitor = new Visitor(application);
        visitor.declare("daily", "Harbour Daily");
    }

    @Test
    void everyKindOfLetterIsAsReceiversWantIt() throws Exception {
        Subscription anna = visitor.reader(ANNA, "daily");
        visitor.signUp("new@harbour.example", "daily");
        visitor.signUp(ANNA, "daily");
        for (String wish : List.of("data", "address", "erase")) {
            visitor.post(visitor.preferences(anna) + "/link", "wish", wish);
            visitor.post(visitor.preferences(anna) + "/link?lang=de", "wish", wish);
        }
        visitor.work();

        List<MimeMessage> letters = visitor.mail();
        assertThat(letters).hasSize(8);
        MessageChecks checks = new MessageChecks(false);
        for (MimeMessage letter : letters) {
            byte[] raw = GreenMailUtil.getWholeMessage(letter).getBytes(StandardCharsets.ISO_8859_1);
            String to = letter.getAllRecipients()[0].toString();
            assertThat(checks.check(raw, to, application.clock().instant()).stream()
                            .filter(finding -> !OF_LISTS.contains(finding.row()))
                            .toList())
                    .isEmpty();
            assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(letter.getHeader("List-Unsubscribe")).isNull();
            assertThat(letter.getFrom()[0].toString()).isEqualTo("Harbour Post <news@harbour.example>");
        }
    }

    @Test
    void noNameOfAPersonIsInAnyLetter() {
        application.run("subscribers", "add", ANNA, "--newsletter", "daily");
        application.jdbc().sql("UPDATE subscriber SET name = 'Buy Pills Now'").update();
        visitor.signUp(ANNA, "daily");
        visitor.work();

        assertThat(GreenMailUtil.getWholeMessage(visitor.latest())).doesNotContain("Pills");
    }

    @Test
    void aRelayThatIsGoneDelaysAndLosesNothing() {
        visitor.signUp(ANNA, "daily");
        int port = application.relay().getSmtp().getPort();
        application.relayAt(1);

        assertThatThrownBy(visitor::work).isInstanceOf(RelayException.class);
        assertThatThrownBy(visitor::work).isInstanceOf(RelayException.class);
        assertThat(attempts()).isZero();

        application.relayAt(port);
        assertThat(visitor.work()).isEqualTo(1);
        assertThat(visitor.work()).isZero();
        assertThat(visitor.mail()).hasSize(1);
    }

    @Test
    void whatAKilledProcessHadInHandGoesOutOnceMoreWithTheSameMessageId() throws MessagingException {
        visitor.signUp(ANNA, "daily");
        visitor.work();
        String first = visitor.latest().getMessageID();
        // As a kill between the relay's answer and its record leaves it.
        application
                .jdbc()
                .sql("UPDATE letter SET outcome = NULL, next_attempt_at = attempted_at + INTERVAL '15' MINUTE")
                .update();
        assertThat(visitor.work()).isZero();
        application.clock().tick(Duration.ofMinutes(15));

        assertThat(visitor.work()).isEqualTo(1);
        assertThat(visitor.latest().getMessageID()).isEqualTo(first);
        assertThat(visitor.mail()).hasSize(2);
    }

    @Test
    void aLetterWhoseRecipientIsErasedWhileTheRelayHasItStopsNoOtherAndKeepsNoReply() {
        visitor.signUp(ANNA, "daily");
        int port = application.relay().getSmtp().getPort();
        application.relayAt(1);
        assertThatThrownBy(visitor::work).isInstanceOf(RelayException.class);
        application.relayAt(port);
        Letters letters = application.bean(Letters.class);
        Instant now = application.clock().instant();
        Letter inHand = letters.due(now, 1).get(0);
        letters.take(inHand, now, Duration.ofMinutes(15));
        application.run("subscribers", "erase", ANNA);

        letters.again(inHand.id(), now, "450 4.2.1 <anna@harbour.example> is busy");
        visitor.signUp("other@harbour.example", "daily");

        assertThat(visitor.work()).isEqualTo(1);
        letters.done(inHand.id(), Letters.Outcome.REFUSED, "550 5.1.1 <anna@harbour.example> unknown");
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM letter WHERE reply LIKE '%anna%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void twoProcessesSendALetterOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            visitor.signUp("reader" + i + "@harbour.example", "daily");
        }
        try (TestApplication other = application.another()) {
            Thread thread = new Thread(() -> other.bean(SignupDesk.class).work());
            thread.start();
            visitor.work();
            thread.join();
        }

        assertThat(visitor.mail()).hasSize(20);
        assertThat(visitor.count("letter")).isEqualTo(20);
    }

    @Test
    void aDayBringsThreeLettersToAnAddressAtMostWhateverAProcessRemembers() {
        try (TestApplication strict = application.another("--scrabbl.signup.per-address=3")) {
            for (int i = 0; i < 5; i++) {
                visitor.signUp(ANNA, "daily");
            }
            strict.bean(SignupDesk.class).work();
            assertThat(visitor.mail()).hasSize(3);

            strict.clock().set(application.clock().instant().plus(Duration.ofDays(1)));
            application.clock().tick(Duration.ofDays(1));
            visitor.signUp(ANNA, "daily");
            strict.bean(SignupDesk.class).work();
            assertThat(visitor.mail()).hasSize(4);
        }
    }

    @Test
    void whoFilledInTheFormDoesNotWaitForAListThatWasImported() {
        long daily = application.bean(Newsletters.class).get("daily").id();
        for (int reader = 0; reader < 250; reader++) {
            application
                    .jdbc()
                    .sql("""
                            INSERT INTO signup_request (origin, email, address, choices, requested_at)
                            VALUES ('IMPORT', :address, :address, :choices, CURRENT_TIMESTAMP)
                            """)
                    .param("address", "r%d@reader.example".formatted(reader))
                    .param("choices", daily + ":")
                    .update();
        }
        visitor.signUp(ANNA, "daily");

        visitor.work();

        assertThat(visitor.mail()).hasSize(251);
        assertThat(application
                        .jdbc()
                        .sql("SELECT address FROM letter ORDER BY id LIMIT 1")
                        .query(String.class)
                        .single())
                .isEqualTo(ANNA);
    }

    @Test
    void freshLinksUseUpNoConfirmation() {
        Subscription anna = visitor.reader(ANNA, "daily");
        visitor.declare("weekend", "The Long Weekend");
        try (TestApplication strict = application.another("--scrabbl.signup.per-address=3")) {
            for (int i = 0; i < 3; i++) {
                visitor.post(visitor.preferences(anna) + "/link", "wish", "data");
            }
            visitor.post(visitor.preferences(anna), "newsletters[]", "daily", "newsletters[]", "weekend");
            strict.bean(SignupDesk.class).work();
        }

        assertThat(visitor.mail()).hasSize(4);
        assertThat(Visitor.text(visitor.latest())).contains("Yes, send me The Long Weekend");
    }

    @Test
    void aWelcomeShowsTheLatestEditionWhereItIsAskedFor() {
        try (TestApplication welcoming = application.another("--scrabbl.signup.welcome=true")) {
            visitor.signUp(ANNA, "daily");
            visitor.work();
            String token = visitor.link("/confirm/").substring("/confirm/".length());
            welcoming.clock().set(application.clock().instant());
            welcoming.bean(Confirming.class).confirm(token);
            visitor.edition();
            visitor.work();

            assertThat(Visitor.text(visitor.latest()))
                    .contains("Welcome to Harbour Daily", "Tide barrier opens", "https://harbour.example/tide");
            assertThat(visitor.links(visitor.latest())).anyMatch(link -> link.startsWith("/unsubscribe/u-"));
        }
    }

    private int attempts() {
        return application
                .jdbc()
                .sql("SELECT sum(attempts) FROM letter")
                .query(Integer.class)
                .single();
    }
}
