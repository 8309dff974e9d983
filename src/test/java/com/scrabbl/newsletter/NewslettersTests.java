package com.scrabbl.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.article.Source;
import com.scrabbl.newsletter.AppliedNewsletter.Outcome;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class NewslettersTests {

    @TempDir
    Path folder;

    private final TestApplication application;
    private final Newsletters newsletters;

    NewslettersTests(Database database) {
        application = TestApplication.on(database);
        newsletters = application.bean(Newsletters.class);
    }

    @Test
    void everySettingIsReadBackAsItWasDeclared() {
        NewsletterSettings declared = files().readResource("every-key.yml").get(0);
        newsletters.apply(List.of(declared));

        Newsletter daily = newsletters.get("daily");

        assertThat(daily.settings()).isEqualTo(declared);
        assertThat(newsletters.byId(daily.id())).isEqualTo(daily);
        assertThat(newsletters.find("daily")).contains(daily);
    }

    @Test
    void applyingTwiceChangesNothing() {
        assertThat(outcomes("every-key.yml")).containsExactly(Outcome.NEW);
        Map<String, Object> row = row("daily");
        application.clock().tick(Duration.ofHours(1));

        assertThat(outcomes("every-key.yml")).containsExactly(Outcome.UNCHANGED);
        assertThat(row("daily")).isEqualTo(row);
    }

    @Test
    void aChangeKeepsTheRowAndItsNumber() {
        Newsletter before = applyWith("render: shared");

        Newsletter after = applyWith("description: New");

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(newsletters.get("weekly").settings().description()).isEqualTo("New");
    }

    @Test
    void slotsCountFromWhenTheScheduleBecameAsItIs() {
        assertThat(newsletters.scheduledFrom(applyWith("render: shared"))).isEmpty();

        application.clock().tick(Duration.ofDays(1));
        Newsletter scheduled = applyWith("schedule: { cron: '0 7 * * *' }");
        assertThat(newsletters.scheduledFrom(scheduled)).contains(TestApplication.START.plus(Duration.ofDays(1)));

        application.clock().tick(Duration.ofDays(1));
        Newsletter otherPolicy = applyWith("schedule: { cron: '0 7 * * *', missed: drop }", "description: New");
        assertThat(newsletters.scheduledFrom(otherPolicy)).contains(TestApplication.START.plus(Duration.ofDays(1)));

        application.clock().tick(Duration.ofDays(1));
        Newsletter otherHour = applyWith("schedule: { cron: '0 8 * * *' }");
        assertThat(newsletters.scheduledFrom(otherHour)).contains(TestApplication.START.plus(Duration.ofDays(3)));

        assertThat(newsletters.scheduledFrom(applyWith("render: shared"))).isEmpty();
    }

    @Test
    void sourcesAreDeclaredAndFoundByTheirNames() {
        outcomes("every-key.yml");

        assertThat(newsletters.sourcesOf(newsletters.get("daily")))
                .extracting(Source::name, Source::place, Source::trusted)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("harbour-world", "https://harbour.example/world.xml", true),
                        org.assertj.core.groups.Tuple.tuple(
                                "harbour-desk", folder.resolve("articles").toString(), false),
                        org.assertj.core.groups.Tuple.tuple(
                                "harbour-notice",
                                folder.resolveSibling("notice.html").toString(),
                                false));
    }

    @Test
    void whenOneCannotBeAppliedNoneIs() {
        applyWith("sources: [ { name: world, url: 'https://harbour.example/world.xml' } ]");
        NewsletterSettings daily = files().readResource("every-key.yml").get(0);
        NewsletterSettings weekly = newsletters.get("weekly").settings();
        NewsletterSettings conflicting = new NewsletterSettings(
                "late",
                weekly.name(),
                null,
                weekly.language(),
                weekly.sender(),
                List.of(new SourceReference("world", "https://harbour.example/other.xml", null, null, false)),
                weekly.selection(),
                weekly.topics(),
                weekly.subject(),
                weekly.template(),
                weekly.render(),
                null,
                weekly.policies(),
                List.of());

        assertThatThrownBy(() -> newsletters.apply(List.of(daily, conflicting))).hasMessageContaining("world");

        assertThat(newsletters.all()).extracting(Newsletter::slug).containsExactly("weekly");
    }

    @Test
    void anUnknownNewsletterIsRefusedWithTheNearestFirst() {
        assertThatThrownBy(() -> newsletters.get("daily"))
                .isInstanceOf(UnknownNewsletterException.class)
                .hasMessage("There is no newsletter \"daily\". None is declared yet: use `newsletters apply FILE`.");
        outcomes("every-key.yml");
        outcomes("fewest-keys.yml");

        assertThatThrownBy(() -> newsletters.get("weakly"))
                .isInstanceOf(UnknownNewsletterException.class)
                .hasMessage("There is no newsletter \"weakly\". There are: weekly, daily.");
    }

    private List<Outcome> outcomes(String resource) {
        return newsletters.apply(files().readResource(resource)).stream()
                .map(AppliedNewsletter::outcome)
                .toList();
    }

    private Newsletter applyWith(String... lines) {
        return newsletters.apply(List.of(files().readWith(lines))).get(0).newsletter();
    }

    private Map<String, Object> row(String slug) {
        return application
                .jdbc()
                .sql(
                        "SELECT id, slug, name, settings, created_at, applied_at, scheduled_from FROM newsletter WHERE slug = ?")
                .param(slug)
                .query()
                .singleRow();
    }

    private NewsletterFiles files() {
        return new NewsletterFiles(application, folder);
    }
}
