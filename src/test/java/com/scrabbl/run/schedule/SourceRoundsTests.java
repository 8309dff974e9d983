package com.scrabbl.run.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.article.Article;
import com.scrabbl.article.Articles;
import com.scrabbl.article.SourceKind;
import com.scrabbl.article.Sources;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class SourceRoundsTests {

    private final TestApplication application;
    private final SourceRounds rounds;

    SourceRoundsTests(Database database) {
        application = TestApplication.on(database);
        rounds = application.bean(SourceRounds.class);
    }

    @Test
    void sourceOfANewsletterIsPolledEveryHalfAnHourAndAnotherNever(@TempDir Path folder) {
        NewsletterTester newsletter =
                new NewsletterTester(application, folder).published("Ferry").declared();
        String feed = folder.resolve("feed.xml").toString();
        application.bean(Sources.class).declare("imported once", SourceKind.FILE, feed, true);

        rounds.poll();
        assertThat(titles()).isEmpty();
        application.clock().tick(Duration.ofMinutes(30));
        rounds.poll();
        assertThat(titles()).containsExactly("Ferry");
        newsletter.published("Crane");
        rounds.poll();
        assertThat(titles()).containsExactly("Ferry");
        application.clock().tick(Duration.ofMinutes(30));
        rounds.poll();

        assertThat(titles()).containsExactly("Crane", "Ferry");
    }

    private List<String> titles() {
        return application.bean(Articles.class).before(Long.MAX_VALUE, 10).stream()
                .map(Article::title)
                .toList();
    }
}
