package com.scrabbl.edition;

import static com.scrabbl.edition.Desk.Piece.titled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.UnknownNewsletterException;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

@OnEachDatabase
class EditionsTests {

    private static final Instant SLOT = TestApplication.START;

    private final TestApplication application;
    private final Desk desk;
    private final Editions editions;
    private final Newsletter daily;

    EditionsTests(Database database) {
        application = TestApplication.on(database);
        desk = new Desk(application);
        editions = application.bean(Editions.class);
        desk.put(titled("One"));
        desk.put(titled("Two").hoursAgo(3));
        daily = desk.newsletter(Desk.RULE);
    }

    @Test
    void aFrozenEditionIsFoundByNameSlotAndAsTheLatest() {
        Edition edition = desk.freeze(draft(SLOT));
        assertThat(edition.name()).isEqualTo("daily/2026-11-24T06:00:00Z");
        assertThat(edition.articles()).isEqualTo(2);
        assertThat(edition.audience()).isNull();
        assertThat(edition.frozenAt()).isEqualTo(TestApplication.START);
        assertThat(editions.get("daily/2026-11-24T06:00:00Z")).isEqualTo(edition);
        assertThat(editions.get("daily/latest")).isEqualTo(edition);
        assertThat(editions.find(daily.id(), SLOT)).contains(edition);
        assertThat(editions.latest(daily.id())).contains(edition);
    }

    @Test
    void anUnknownEditionIsNamedWithWhatThereIs() {
        assertThatExceptionOfType(UnknownEditionException.class)
                .isThrownBy(() -> editions.get("daily/latest"))
                .withMessage("There is no edition daily/latest; the newsletter has none yet");
        desk.freeze(draft(SLOT));
        assertThatExceptionOfType(UnknownEditionException.class)
                .isThrownBy(() -> editions.get("daily/2020-01-01T00:00:00Z"))
                .withMessageEndingWith("the latest is daily/2026-11-24T06:00:00Z");
        assertThatExceptionOfType(UnknownEditionException.class).isThrownBy(() -> editions.get("daily/yesterday"));
        assertThatExceptionOfType(UnknownEditionException.class).isThrownBy(() -> editions.get("daily"));
        assertThatExceptionOfType(UnknownNewsletterException.class).isThrownBy(() -> editions.get("dayly/latest"));
    }

    @Test
    void aSlotIsFrozenOnceAndWhatFailsLeavesNothing() {
        desk.freeze(draft(SLOT));
        desk.put(titled("Three"));
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> desk.freeze(draft(SLOT)));
        EditionDraft next = draft(SLOT.plusSeconds(1));
        desk.freeze(next);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> desk.freeze(new EditionDraft(
                        daily,
                        SLOT.plusSeconds(2),
                        next.articles(),
                        3,
                        draftOf(next).digest())));
    }

    @Test
    void theAudienceIsStoredOnce() {
        Edition edition = desk.freeze(draft(SLOT));
        assertThat(editions.audience(edition.id(), 200)).isTrue();
        assertThat(editions.audience(edition.id(), 300)).isFalse();
        assertThat(editions.byId(edition.id()).audience()).isEqualTo(200);
    }

    @Test
    void cohortsAskedBeforeFreezingAreKeptAndLaterOnesJoinThem() {
        EditionDraft draft = draft(SLOT);
        Edition edition = editions.freeze(draft, digest -> {
                    digest.cohort(Desk.cohort(digest));
                    return true;
                })
                .orElseThrow();
        assertThat(cohorts(edition)).containsExactly("");
        FrozenDigest digest = editions.digest(edition);
        assertThat(digest.asked()).isEqualTo(draft.digest().asked());
        assertThat(digest.cohort(Desk.cohort(digest)).stored())
                .isEqualTo(draft.digest().cohort(Desk.cohort(draft.digest())).stored());
        digest.cohort(Desk.cohort(digest, "reader.name", "reader.attributes.city"));
        assertThat(cohorts(edition)).containsExactly("", "reader.attributes.city|reader.name");
    }

    @Test
    void machinesThatRenderTheSameCohortAtOnceKeepOne() {
        Edition edition = desk.freeze(draft(SLOT));
        FrozenDigest one = editions.digest(edition);
        FrozenDigest other = editions.digest(edition);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(
                () -> one.cohort(Desk.cohort(one, "reader.name")).stored());
        CompletableFuture<String> second = CompletableFuture.supplyAsync(
                () -> other.cohort(Desk.cohort(other, "reader.name")).stored());
        assertThat(first.join()).isEqualTo(second.join());
        assertThat(cohorts(edition)).hasSize(1);
    }

    @Test
    void aCohortOfAnEditionIsRenderedFromItsOwnTemplates() {
        Edition edition = desk.freeze(draft(SLOT));
        application
                .jdbc()
                .sql("UPDATE edition_template SET content = 'As it was: ' || content WHERE name = 'mail/small.ftl'")
                .update();
        FrozenDigest digest = editions.digest(edition);
        assertThat(digest.cohort(Desk.cohort(digest)).stored()).contains("As it was: Scrabbl");
    }

    @Test
    void textsBeyondTenThousandAreRenderedEachTimeAndTheSame() {
        Edition edition = desk.freeze(draft(SLOT));
        FrozenDigest digest = editions.digest(edition);
        Cohort first = new Cohort(digest.languages().otherwise(), "01", Set.of());
        String before = editions.digest(edition).cohort(first).stored();
        application
                .jdbc()
                .sql("DELETE FROM cohort WHERE edition_id = ?")
                .param(edition.id())
                .update();
        application.jdbc().sql("""
                INSERT INTO cohort (edition_id, language, articles, present, message)
                SELECT ?, 'en', 'number ' || n.x, '', 'x' FROM generate_series(1, 10000) AS n (x)
                """).param(edition.id()).update();

        assertThat(digest.cohort(first).stored())
                .isEqualTo(before)
                .contains("Subject: Two for you")
                .doesNotContain("paper.example/1");
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM cohort WHERE edition_id = ?")
                        .param(edition.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(10_000);
    }

    @Test
    void aFreezingThatIsGivenUpLeavesNothing() {
        EditionDraft draft = draft(SLOT);

        assertThat(editions.freeze(draft, digest -> {
                    digest.cohort(Desk.cohort(digest));
                    return false;
                }))
                .isEmpty();

        assertThat(editions.latest(daily.id())).isEmpty();
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM cohort")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(desk.freeze(draft).articles()).isEqualTo(2);
    }

    private EditionDraft draft(Instant slot) {
        Selection selection = application.bean(EditionSelection.class).select(daily, slot);
        return application.bean(Digests.class).draft(daily, slot, selection.skipped() == null ? selection : anything());
    }

    private EditionDraft draftOf(EditionDraft other) {
        return application
                .bean(Digests.class)
                .draft(daily, SLOT.plusSeconds(9), new Selection(other.articles(), null, other.highestFirstSeen()));
    }

    private Selection anything() {
        return new Selection(java.util.List.of(desk.put(titled("Another"))), null, 9);
    }

    /** The values of the readers of each stored cohort. */
    private List<String> cohorts(Edition edition) {
        return application
                .jdbc()
                .sql("SELECT present FROM cohort WHERE edition_id = ? ORDER BY present")
                .param(edition.id())
                .query(String.class)
                .list();
    }
}
