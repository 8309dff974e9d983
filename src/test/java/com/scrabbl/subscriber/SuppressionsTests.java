package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SuppressionsTests {

    private static final EmailAddress ADA = EmailAddress.parse("Ada@mail.example");

    private final ListTester list;
    private final Suppressions suppressions;

    SuppressionsTests(Database database) {
        list = new ListTester(database);
        suppressions = list.bean(Suppressions.class);
    }

    @Test
    void holdsForTheAddressHoweverItIsTyped() {
        suppressions.add(ADA, Cause.COMPLAINT, "report 7", list.now(), null);

        assertThat(suppressions.active(EmailAddress.parse("ADA@MAIL.EXAMPLE"), list.now()))
                .containsExactly(new Suppression("ada@mail.example", Cause.COMPLAINT, "report 7", list.now(), null));
        assertThat(suppressions.active(EmailAddress.parse("bob@mail.example"), list.now()))
                .isEmpty();
    }

    @Test
    void endsAtItsExpiry() {
        suppressions.add(ADA, Cause.SOFT_BOUNCES, null, list.now(), list.now().plus(Duration.ofDays(7)));

        assertThat(suppressions.active(ADA, list.now().plus(Duration.ofDays(7)).minusMillis(1)))
                .hasSize(1);
        assertThat(suppressions.active(ADA, list.now().plus(Duration.ofDays(7))))
                .isEmpty();
    }

    @Test
    void addingTheSameCauseAgainReplacesItsEvidence() {
        suppressions.add(ADA, Cause.MANUAL, "first", list.now(), list.now().plusSeconds(1));
        suppressions.add(ADA, Cause.MANUAL, "second\r\nline", list.now().plusSeconds(2), null);

        assertThat(suppressions.active(ADA, list.now().plusSeconds(3)))
                .containsExactly(new Suppression(
                        "ada@mail.example",
                        Cause.MANUAL,
                        "second line",
                        list.now().plusSeconds(2),
                        null));
    }

    @Test
    void removingLiftsAllCausesAndKeepsThemOnRecord() {
        suppressions.add(ADA, Cause.MANUAL, "asked by phone", list.now(), null);
        suppressions.add(ADA, Cause.HARD_BOUNCE, null, list.now(), null);

        assertThat(suppressions.remove(ADA, "mailbox is back", list.now().plusSeconds(1)))
                .extracting(Suppression::cause)
                .containsExactly(Cause.HARD_BOUNCE, Cause.MANUAL);

        assertThat(suppressions.active(ADA, list.now().plusSeconds(1))).isEmpty();
        assertThatExceptionOfType(NotSuppressedException.class)
                .isThrownBy(() -> suppressions.remove(ADA, "again", list.now().plusSeconds(2)))
                .withMessage("ada@mail.example is not suppressed.");
        assertThat(list.application
                        .jdbc()
                        .sql("SELECT evidence FROM suppression ORDER BY cause")
                        .query(String.class)
                        .list())
                .containsExactly("removed: mailbox is back", "removed: mailbox is back; before: asked by phone");
    }

    @Test
    void anErasedAddressIsRecognisedByAHashAndNotRemovable() {
        suppressions.add(ADA, Cause.ERASED, null, list.now(), null);

        List<Suppression> active = suppressions.active(ADA, list.now());
        assertThat(active).extracting(Suppression::cause).containsExactly(Cause.ERASED);
        assertThat(active.get(0).address()).matches("[0-9a-f]{64}");
        assertThatExceptionOfType(NotSuppressedException.class)
                .isThrownBy(() -> suppressions.remove(ADA, "please", list.now()))
                .withMessageContaining("only the person can come back");
        assertThat(suppressions.active(ADA, list.now())).hasSize(1);
    }

    @Test
    void aDomainHoldsForItsAddressesAndIsRemovedAsSuch() {
        suppressions.add(AddressPattern.parse("*@Mail.example"), Cause.MANUAL, "a trap", list.now(), null);

        assertThat(list.active("anybody@mail.example"))
                .extracting(Suppression::address)
                .containsExactly("@mail.example");
        assertThat(list.active("ada@sub.mail.example")).isEmpty();
        assertThatExceptionOfType(NotSuppressedException.class)
                .isThrownBy(() -> suppressions.remove(ADA, "please", list.now()))
                .withMessage("ada@mail.example is suppressed with its whole domain;"
                        + " \"suppressions remove *@mail.example\" lifts that.");
        assertThatExceptionOfType(SuppressedAddressException.class)
                .isThrownBy(() -> list.add("ada@mail.example", list.newsletter("daily")));

        suppressions.remove(AddressPattern.parse("@mail.example"), "no trap", list.now());
        assertThat(list.active("anybody@mail.example")).isEmpty();
    }

    @Test
    void oneCauseOfSomeDaysIsUndoneAtOnce() {
        for (int day = 1; day <= 4; day++) {
            suppressions.add(
                    EmailAddress.parse("reader" + day + "@mail.example"),
                    Cause.HARD_BOUNCE,
                    "550",
                    list.now().plus(Duration.ofDays(day)),
                    null);
        }
        suppressions.add(ADA, Cause.COMPLAINT, null, list.now().plus(Duration.ofDays(2)), null);
        java.time.Instant since = list.now().plus(Duration.ofDays(2));
        java.time.Instant until = list.now().plus(Duration.ofDays(4));
        java.time.Instant now = list.now().plus(Duration.ofDays(9));

        assertThat(list.bean(SuppressionsOfDays.class).count(Cause.HARD_BOUNCE, since, until, now))
                .isEqualTo(2);
        assertThat(list.bean(SuppressionsOfDays.class)
                        .removeAll(Cause.HARD_BOUNCE, since, until, "their relay was broken", now))
                .isEqualTo(2);

        assertThat(suppressions.activeAfter(null, null, now, 9))
                .extracting(Suppression::address)
                .containsExactly("ada@mail.example", "reader1@mail.example", "reader4@mail.example");
        assertThat(suppressions.activeAfter(null, Cause.COMPLAINT, now, 9)).hasSize(1);
        assertThat(list.bean(SuppressionsOfDays.class).removeAll(Cause.HARD_BOUNCE, since, until, "again", now))
                .isZero();
        assertThat(list.application
                        .jdbc()
                        .sql("SELECT evidence FROM suppression WHERE address = 'reader2@mail.example'")
                        .query(String.class)
                        .single())
                .isEqualTo("removed: their relay was broken; before: 550");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> list.bean(SuppressionsOfDays.class).removeAll(Cause.ERASED, since, until, "no", now));
    }

    @Test
    void listsTheActiveOnesInPages() {
        suppressions.add(EmailAddress.parse("b@mail.example"), Cause.MANUAL, null, list.now(), null);
        suppressions.add(EmailAddress.parse("a@mail.example"), Cause.MANUAL, null, list.now(), null);
        suppressions.add(EmailAddress.parse("a@mail.example"), Cause.COMPLAINT, null, list.now(), null);
        suppressions.add(EmailAddress.parse("c@mail.example"), Cause.MANUAL, null, list.now(), list.now());

        List<Suppression> first = suppressions.activeAfter(null, null, list.now(), 2);
        assertThat(first)
                .extracting(one -> one.address().charAt(0) + " " + one.cause().text())
                .containsExactly("a complaint", "a manual");
        assertThat(suppressions.activeAfter(first.get(1), null, list.now(), 2))
                .extracting(Suppression::address)
                .containsExactly("b@mail.example");
    }

    @Test
    void anUnknownCauseIsToldTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cause.parse("bounce"))
                .withMessage("\"bounce\" is no cause of a suppression; causes are hard-bounce, soft-bounces,"
                        + " complaint, unsubscribed, manual, erased");
    }
}
