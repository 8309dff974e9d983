package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consent.Event;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with the columns of Mailchimp's export of an audience: one of each of its states. */
@OnEachDatabase
class MailchimpImportTests {

    private static final String SUBSCRIBED = """
            "Email Address","First Name","Last Name",Company,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS
            ada@mail.example,Ada,Lovelace,Engines,4,"2015-03-16 14:40:47",192.0.2.77,"2015-03-16 14:44:00",192.0.2.78,51.5,-0.1,0,1,Europe/London,GB,ENG,"2020-01-01 00:00:00",1,c2cb0681af,,\"\"\"VIP\"\",\"\"Maths, pure\"\"\"
            bo@mail.example,,,,2,,,"2016-01-01 00:00:00",,,,,,Mars/Olympus,,,,2,aa,,
            """;

    private static final String UNSUBSCRIBED = """
            "Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS
            left@mail.example,Lea,,2,"2015-03-16 14:40:47",,"2015-03-16 14:40:47",,"2018-05-25 08:00:00","Spring issue",1,NORMAL,,3,bb,,
            angry@mail.example,,,2,,,"2015-03-16 14:40:47",,"2018-05-26 08:00:00","Spring issue",1,ABUSE,,4,cc,,
            unclear@mail.example,,,2,,,"2015-03-16 14:40:47",,,,,,,5,dd,,
            """;

    private static final String CLEANED = """
            "Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,LEID,EUID,NOTES,TAGS
            gone@mail.example,Gus,,1,,,"2015-03-16 14:40:47",192.0.2.79,1,2,Europe/Berlin,DE,BE,"2019-02-03 04:05:06","Winter issue",9,6,ee,,
            """;

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;

    MailchimpImportTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
    }

    @Test
    void subscribedMembersJoinWithWhatIsKnownOfTheirConsent() throws Exception {
        ImportReport report = mailchimp("subscribed_members_export_x.csv").run(SUBSCRIBED);

        assertThat(report.added()).isEqualTo(2);
        Subscriber ada = list.subscriber("ada@mail.example");
        assertThat(ada.profile())
                .isEqualTo(new Profile(
                        "Ada Lovelace",
                        null,
                        "Europe/London",
                        Map.of("company", "Engines", "member_rating", "4", "tags", "VIP|Maths, pure")));
        assertThat(list.bean(Subscribers.class).attributes(ada)).containsEntry("tags", List.of("VIP", "Maths, pure"));
        assertThat(list.consents("ada@mail.example"))
                .containsExactly(new Consent(
                        ada.id(),
                        daily,
                        Event.GIVEN,
                        Origin.IMPORT,
                        null,
                        null,
                        "192.0.2.0/24",
                        null,
                        Instant.parse("2015-03-16T14:40:47Z"),
                        Instant.parse("2015-03-16T14:44:00Z"),
                        "subscribed_members_export_x.csv; subscribed in Mailchimp"));
        assertThat(list.subscriber("bo@mail.example").profile())
                .isEqualTo(new Profile(null, null, null, Map.of("member_rating", "2")));
    }

    @Test
    void unsubscribedMembersStandAsEndedWithTheWithdrawalOnRecord() throws Exception {
        ImportReport report = mailchimp("unsubscribed_members_export_x.csv").run(UNSUBSCRIBED);

        assertThat(report.ended()).isOne();
        assertThat(report.suppressed()).isOne();
        assertThat(report.rejectedByKind()).isEqualTo(Map.of("UNSUB_TIME", 1L));
        assertThat(list.subscription("left@mail.example", daily).state()).isEqualTo(State.ENDED);
        assertThat(list.subscriber("left@mail.example").profile().name()).isEqualTo("Lea");
        assertThat(list.consents("left@mail.example")).singleElement().satisfies(withdrawn -> {
            assertThat(withdrawn.event()).isEqualTo(Event.WITHDRAWN);
            assertThat(withdrawn.occurredAt()).isEqualTo(Instant.parse("2018-05-25T08:00:00Z"));
            assertThat(withdrawn.detail()).endsWith("; unsubscribed in Mailchimp by Spring issue: NORMAL");
        });
        assertThat(list.active("angry@mail.example")).singleElement().satisfies(complaint -> {
            assertThat(complaint.cause()).isEqualTo(Cause.COMPLAINT);
            assertThat(complaint.since()).isEqualTo(Instant.parse("2018-05-26T08:00:00Z"));
        });
        assertThat(list.rows("subscriber")).isOne();
    }

    @Test
    void cleanedMembersAreSuppressedWithTheEvidence() throws Exception {
        ImportReport report = mailchimp("cleaned_members_export_x.csv").run(CLEANED);

        assertThat(report.suppressed()).isOne();
        assertThat(list.active("gone@mail.example"))
                .containsExactly(new Suppression(
                        "gone@mail.example",
                        Cause.HARD_BOUNCE,
                        "cleaned in Mailchimp by Winter issue",
                        Instant.parse("2019-02-03T04:05:06Z"),
                        null));
    }

    @Test
    void theOrderOfTheFilesDoesNotMatterAndASecondImportChangesNothing() throws Exception {
        mailchimp("a.csv").run(SUBSCRIBED.replace("bo@mail.example", "left@mail.example"));
        assertThat(list.subscription("left@mail.example", daily).state()).isEqualTo(State.ACTIVE);

        assertThat(mailchimp("b.csv").run(UNSUBSCRIBED).ended()).isOne();
        assertThat(list.subscription("left@mail.example", daily).state()).isEqualTo(State.ENDED);
        long consents = list.rows("consent");

        assertThat(mailchimp("a.csv")
                        .run(SUBSCRIBED.replace("bo@mail.example", "left@mail.example"))
                        .heldBack())
                .isEqualTo(Map.of("ended", 1L));
        ImportReport again = mailchimp("b.csv").run(UNSUBSCRIBED);
        assertThat(again.ended() + again.suppressed()).isZero();
        assertThat(again.existing()).isEqualTo(2);
        assertThat(list.rows("consent")).isEqualTo(consents);
    }

    @Test
    void whoAgreedWithUsLaterStays() throws Exception {
        list.add("left@mail.example", daily);

        ImportReport report = mailchimp("b.csv").run(UNSUBSCRIBED);

        assertThat(report.ended()).isZero();
        assertThat(list.subscription("left@mail.example", daily).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void aSuppressionThatAnOperatorLiftedIsNotSetAgain() throws Exception {
        mailchimp("c.csv").run(CLEANED);
        list.bean(Suppressions.class)
                .remove(com.scrabbl.mail.EmailAddress.parse("gone@mail.example"), "works again", list.now());

        assertThat(mailchimp("c.csv").run(CLEANED).suppressed()).isZero();
        assertThat(list.active("gone@mail.example")).isEmpty();
    }

    @Test
    void peopleWhoNeverAgreedAreNotImported() {
        assertThatExceptionOfType(UnreadableListException.class)
                .isThrownBy(
                        () -> mailchimp("nonsubscribed_members_export_x.csv").run(SUBSCRIBED))
                .withMessageContaining("never agreed");
    }

    @Test
    void aRehearsalCountsTheSame() throws Exception {
        ImportReport rehearsed = mailchimp("b.csv").rehearse(UNSUBSCRIBED);

        assertThat(list.rows("subscriber") + list.rows("suppression")).isZero();
        assertThat(mailchimp("b.csv").run(UNSUBSCRIBED)).isEqualTo(rehearsed);
    }

    private Importing mailchimp(String file) {
        return new Importing(list, folder, daily).from(ListSource.MAILCHIMP).named(file);
    }
}
