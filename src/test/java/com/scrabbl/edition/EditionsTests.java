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
        Edition edition = editions.freeze(draft(SLOT));
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
        editions.freeze(draft(SLOT));
        assertThatExceptionOfType(UnknownEditionException.class)
                .isThrownBy(() -> editions.get("daily/2020-01-01T00:00:00Z"))
                .withMessageEndingWith("the latest is daily/2026-11-24T06:00:00Z");
        assertThatExceptionOfType(UnknownEditionException.class).isThrownBy(() -> editions.get("daily/yesterday"));
        assertThatExceptionOfType(UnknownEditionException.class).isThrownBy(() -> editions.get("daily"));
        assertThatExceptionOfType(UnknownNewsletterException.class).isThrownBy(() -> editions.get("dayly/latest"));
    }

    @Test
    void aSlotIsFrozenOnceAndWhatFailsLeavesNothing() {
        editions.freeze(draft(SLOT));
        desk.put(titled("Three"));
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> editions.freeze(draft(SLOT)));
        EditionDraft next = draft(SLOT.plusSeconds(1));
        editions.freeze(next);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> editions.freeze(new EditionDraft(
                        daily,
                        SLOT.plusSeconds(2),
                        next.articles(),
                        3,
                        draftOf(next).digest())));
    }

    @Test
    void theAudienceIsStoredOnce() {
        Edition edition = editions.freeze(draft(SLOT));
        assertThat(editions.audience(edition.id(), 200)).isTrue();
        assertThat(editions.audience(edition.id(), 300)).isFalse();
        assertThat(editions.byId(edition.id()).audience()).isEqualTo(200);
    }

    @Test
    void cohortsAskedBeforeFreezingAreKeptAndLaterOnesJoinThem() {
        EditionDraft draft = draft(SLOT);
        draft.digest().cohort(Desk.cohort(draft.digest()));
        Edition edition = editions.freeze(draft);
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
        Edition edition = editions.freeze(draft(SLOT));
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
        Edition edition = editions.freeze(draft(SLOT));
        application
                .jdbc()
                .sql("UPDATE edition_template SET content = 'As it was: ' || content WHERE name = 'mail/small.ftl'")
                .update();
        FrozenDigest digest = editions.digest(edition);
        assertThat(digest.cohort(Desk.cohort(digest)).stored()).contains("As it was: Scrabbl");
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
