package com.scrabbl.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SourcesTests {

    private final Sources sources;

    SourcesTests(Database database) {
        sources = TestApplication.on(database).bean(Sources.class);
    }

    @Test
    void declaringTwiceGivesTheSameSource() {
        Source world = sources.declare("world", SourceKind.URL, "https://a.example/feed", false);

        assertThat(sources.declare("world", SourceKind.URL, "https://a.example/feed", false))
                .isEqualTo(world);
        assertThat(sources.find("world")).contains(world);
        assertThat(sources.find("moon")).isEmpty();
    }

    @Test
    void lastDeclarationSaysWhetherItIsTrusted() {
        sources.declare("world", SourceKind.URL, "https://a.example/feed", false);
        sources.declare("world", SourceKind.URL, "https://a.example/feed", true);

        assertThat(sources.find("world").orElseThrow().trusted()).isTrue();
    }

    @Test
    void sameNameWithAnotherPlaceIsRefused() {
        sources.declare("world", SourceKind.URL, "https://a.example/feed", false);

        assertThatThrownBy(() -> sources.declare("world", SourceKind.URL, "https://b.example/feed", false))
                .isInstanceOf(SourceConflictException.class)
                .hasMessage("The source \"world\" is https://a.example/feed and keeps that place;"
                        + " choose another name for https://b.example/feed.");
    }

    @Test
    void pathsAreMadeAbsolute() {
        Source desk = sources.declare("desk", SourceKind.FOLDER, "./articles/../drafts", true);

        assertThat(desk.place()).isEqualTo(Path.of("drafts").toAbsolutePath().toString());
    }

    @Test
    void healthOfASourceNeverPolledIsEmpty() {
        Source world = sources.declare("world", SourceKind.URL, "https://a.example/feed", false);

        assertThat(sources.health()).containsExactly(new SourceHealth(world, 0, null, null, 0, null, null, null));
    }

    @Test
    void blankNameIsRefused() {
        assertThatThrownBy(() -> sources.declare(" ", SourceKind.URL, "https://a.example/feed", false))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("The name of a source");
    }
}
