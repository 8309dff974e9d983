package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.audit.Audit;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.transfer.ImportReport;
import com.scrabbl.subscriber.transfer.Importing;
import com.scrabbl.subscriber.transfer.ListSource;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class ErasureTests {

    private static final EmailAddress ADA = EmailAddress.parse("Ada@Mail.example");

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;
    private final Erasure erasure;

    ErasureTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
        erasure = list.bean(Erasure.class);
    }

    @BeforeEach
    void twoReaders() throws Exception {
        new Importing(list, folder, daily)
                .agreed("I want the Daily", list.now())
                .run("""
                        email,name,language,time_zone,topics,city
                        Ada@Mail.example,Ada,en,Europe/London,art,London
                        nada@mail.example,Nada,en,Europe/London,art,Paris
                        """);
    }

    @Test
    void theRowIsBlankedAndKeptAndTheProofNamesNobody() {
        long id = list.subscriber("ada@mail.example").id();

        erasure.erase(ADA);

        assertThat(list.application
                        .jdbc()
                        .sql(
                                "SELECT email, address, name, language, time_zone, domain, name_key FROM subscriber WHERE id = ?")
                        .param(id)
                        .query()
                        .singleRow()
                        .values())
                .containsOnlyNulls();
        assertThat(list.bean(Subscriptions.class).of(List.of(id)))
                .singleElement()
                .satisfies(subscription -> {
                    assertThat(subscription.state()).isEqualTo(State.ENDED);
                    assertThat(subscription.topics()).isEqualTo(Topics.ALL);
                });
        assertThat(list.bean(Consents.class).of(id)).singleElement().satisfies(consent -> {
            assertThat(consent.wording()).isEqualTo("I want the Daily");
            assertThat(consent.detail()).isNull();
        });
        assertThat(list.bean(Subscribers.class).find(ADA)).isEmpty();
        assertThat(list.rows("subscriber_attribute")).isOne();
        assertThat(list.subscriber("nada@mail.example").profile().name()).isEqualTo("Nada");
    }

    @Test
    void aReplyThatComesAfterTheErasureIsTakenOutLater() {
        deliver("ada@mail.example", "SENDING", null, null);
        erasure.erase(ADA);
        list.application
                .jdbc()
                .sql("""
                        UPDATE delivery SET state = 'REJECTED', reply = '<ada@mail.example>: unknown',
                            reason = 'theirs: 550 <ada@mail.example>: unknown', settled_at = CAST(:now AS timestamp(6) with time zone)
                        """)
                .param("now", list.now().plusSeconds(1).toString())
                .update();

        assertThat(list.bean(ErasedReplies.class).scrubLate(list.now().minusSeconds(1)))
                .isOne();

        assertThat(list.application
                        .jdbc()
                        .sql("SELECT reply || '; ' || reason FROM delivery")
                        .query(String.class)
                        .single())
                .isEqualTo("(erased); theirs: (erased)");
        assertThat(list.bean(ErasedReplies.class).scrubLate(list.now().minusSeconds(1)))
                .isZero();
    }

    @Test
    void noListBringsThePersonBack() throws Exception {
        erasure.erase(ADA);

        ImportReport report = new Importing(list, folder, daily).updating().run("email,name\nADA@mail.example,Ada\n");

        assertThat(report.heldBack()).isEqualTo(Map.of("erased", 1L));
        assertThat(list.rows("subscriber")).isEqualTo(2);
        assertThatExceptionOfType(SuppressedAddressException.class)
                .isThrownBy(() -> list.add("ada@mail.example", daily));
        new Importing(list, folder, daily).from(ListSource.LISTMONK).run("""
                email,name,attributes,status,created_at,updated_at
                ada@mail.example,Ada,{},disabled,2023-01-02,2023-01-02
                """);
        assertThat(list.rows("subscriber")).isEqualTo(2);
    }

    @Test
    void whatHeldForTheAddressHoldsOnUnderAHash() {
        list.suppress("ada@mail.example", Cause.COMPLAINT);

        erasure.erase(ADA);

        assertThat(list.active("ada@mail.example"))
                .extracting(Suppression::cause)
                .containsExactly(Cause.COMPLAINT, Cause.ERASED);
        assertThat(list.active("ada@mail.example")).allSatisfy(suppression -> {
            assertThat(suppression.address()).matches("[0-9a-f]{64}");
            assertThat(suppression.evidence()).isNull();
        });
    }

    @Test
    void repliesReasonsAndAuditNameTheAddressNoLonger() {
        list.bean(Audit.class).record("root", "subscribers add", "ada@mail.example", "daily");
        list.bean(Audit.class)
                .record("root", "runs resolve", "daily/x", "2 as resend [Ada@Mail.example, nada@mail.example]");
        deliver(
                "ada@mail.example",
                "REJECTED",
                "theirs: 550 <ada@mail.example> unknown",
                "5.1.1 <ada@mail.example>: unknown");
        deliver("nada@mail.example", "REJECTED", "theirs: 550 unknown", "5.1.1 <nada@mail.example>: unknown");

        erasure.erase(ADA);

        assertThat(list.application
                        .jdbc()
                        .sql("SELECT state || ' ' || reason || ' ' || reply FROM delivery ORDER BY subscription_id")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "REJECTED theirs: (erased) (erased)",
                        "REJECTED theirs: 550 unknown 5.1.1 <nada@mail.example>: unknown");
        assertThat(list.application
                        .jdbc()
                        .sql("SELECT reply FROM attempt ORDER BY subscription_id")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("(erased)", "5.1.1 <nada@mail.example>: unknown");
        assertThat(list.bean(Audit.class).before(null, 9))
                .extracting(entry -> entry.target() + " " + entry.detail())
                .containsExactly("daily/x 2 as resend [(erased), nada@mail.example]", "(erased) daily");
    }

    @Test
    void whatWasStillToBeSentIsSkippedAndWhatIsInFlightIsTold() {
        deliver("ada@mail.example", "PLANNED", null, null);
        assertThat(erasure.erase(ADA).inFlight()).isZero();
        assertThat(states()).containsExactly("SKIPPED: erased");

        deliver("nada@mail.example", "SENDING", null, null);
        assertThat(erasure.erase(EmailAddress.parse("nada@mail.example")).inFlight())
                .isOne();
        assertThat(states()).containsExactlyInAnyOrder("SKIPPED: erased", "SENDING: null");
    }

    @Test
    void requestsAndLettersOfSigningUpNameTheAddressNoLonger() {
        list.application.jdbc().sql("""
                INSERT INTO signup_request (origin, email, address, choices, network, user_agent, requested_at)
                VALUES ('FORM', 'Ada@Mail.example', 'ada@mail.example', '1:', '192.0.2.0/24', 'x', current_timestamp)
                """).update();
        list.application.jdbc().sql("""
                INSERT INTO letter (kind, newsletter_id, email, address, language, queued_at, next_attempt_at)
                VALUES ('CONFIRM', 1, 'Ada@Mail.example', 'ada@mail.example', 'en', current_timestamp, current_timestamp)
                """).update();

        erasure.erase(ADA);

        assertThat(list.application
                        .jdbc()
                        .sql("SELECT email || address || COALESCE(network, '') || outcome FROM signup_request")
                        .query(String.class)
                        .list())
                .containsExactly("(erased)(erased)REFUSED");
        assertThat(list.application
                        .jdbc()
                        .sql("SELECT email || address || outcome FROM letter WHERE next_attempt_at IS NULL")
                        .query(String.class)
                        .list())
                .containsExactly("(erased)(erased)TOO_LATE");
    }

    @Test
    void erasingAgainFindsNothingMore() {
        erasure.erase(ADA);

        Erasure.Erased again = erasure.erase(ADA);

        assertThat(again.subscriptions()).isEmpty();
        assertThat(list.active("ada@mail.example")).hasSize(1);
        assertThatExceptionOfType(UnknownSubscriberException.class)
                .isThrownBy(() -> erasure.erase(EmailAddress.parse("nobody@mail.example")));
        assertThat(list.active("nobody@mail.example")).isEmpty();
    }

    private List<String> states() {
        return list.application
                .jdbc()
                .sql("SELECT state || ': ' || COALESCE(reason, 'null') FROM delivery ORDER BY subscription_id")
                .query(String.class)
                .list();
    }

    private void deliver(
            String address,
            String state,
            @org.jspecify.annotations.Nullable String reason,
            @org.jspecify.annotations.Nullable String reply) {
        list.application.jdbc().sql("""
                INSERT INTO edition (newsletter_id, slot, uid, settings, model, highest_first_seen, frozen_at)
                SELECT :newsletter, TIMESTAMP WITH TIME ZONE '2026-11-24 05:00:00+00', 'u1', '{}', '{}', 0, current_timestamp
                WHERE NOT EXISTS (SELECT 1 FROM edition)
                """).param("newsletter", daily).update();
        long subscription = list.subscription(address, daily).id();
        list.application
                .jdbc()
                .sql("""
                INSERT INTO delivery (id, edition_id, subscription_id, state, reason, reply)
                SELECT id * 1000000000000 + :subscription, id, :subscription, :state, :reason, :reply FROM edition
                """)
                .param("subscription", subscription)
                .param("state", state)
                .param("reason", reason)
                .param("reply", reply)
                .update();
        list.application
                .jdbc()
                .sql("""
                INSERT INTO attempt (edition_id, subscription_id, number, state, reason, reply, settled_at)
                SELECT id, :subscription, 1, :state, :reason, :reply, current_timestamp FROM edition
                """)
                .param("subscription", subscription)
                .param("state", state)
                .param("reason", reason)
                .param("reply", reply)
                .update();
    }
}
