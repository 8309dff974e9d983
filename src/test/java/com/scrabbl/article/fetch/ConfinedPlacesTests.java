package com.scrabbl.article.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

/** What an admin of the console may name as a source, and what lies out of reach however it is spelled. */
class ConfinedPlacesTests {

    @TempDir
    Path home;

    private Path articles;
    private ConfinedPlaces places;
    private FileFetch files;

    @BeforeEach
    void folders() throws IOException {
        home = home.toRealPath();
        articles = Files.createDirectory(home.resolve("articles"));
        Files.createDirectories(articles.resolve("store/.git"));
        Files.writeString(Files.createDirectory(home.resolve("outside")).resolve("secret.txt"), "secret");
        ArticlesProperties properties = new ArticlesProperties(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(1),
                Duration.ZERO,
                "",
                List.of(articles.toString(), "."),
                List.of("CMS.harbour.example", "10.0.0.7"));
        places = new ConfinedPlaces(
                properties,
                new MockEnvironment()
                        .withProperty("spring.datasource.url", "jdbc:h2:file:" + articles.resolve("store/db;MODE=X")));
        files = new FileFetch(properties, places);
    }

    @Test
    void filesAndFoldersBelowTheFoldersOfTheSettingsAreTaken() throws IOException {
        Path ferry = Files.writeString(articles.resolve("ferry.md"), "It sails.");

        assertThat(places.requireAllowed(articles, true)).isEqualTo(articles);
        assertThat(places.requireAllowed(articles.resolve("later"), true)).isEqualTo(articles.resolve("later"));
        assertThat(files.fetch(ferry, true).bytes()).asString().isEqualTo("It sails.");
        assertThat(places.requireAllowed(Path.of("src/docs"), true))
                .isEqualTo(Path.of("src/docs").toRealPath());
    }

    @Test
    void whatLiesElsewhereIsRefusedInOneSentenceWhetherItExistsOrNot() {
        for (String folder : List.of(
                "/etc",
                "/proc/self",
                "/no-such-folder",
                "/",
                "..",
                home.toString(),
                articles + "/../outside",
                articles + "-beside",
                articles + "/.git",
                articles + "/store/.git",
                articles + "/store",
                "data",
                "data/uploads",
                "./src/../config",
                ".git")) {
            assertThatThrownBy(() -> places.requireAllowed(Path.of(folder), true))
                    .as(folder)
                    .isInstanceOf(ForbiddenPlaceException.class)
                    .hasMessageStartingWith(folder + " is not below a folder")
                    .hasMessageContaining("Set scrabbl.articles.folders");
        }
        for (String file : List.of(
                "application.yml", "pom.xml.bak", "scrabbl.jar", "smtp-rules.yml", "application-prod.properties")) {
            assertThatThrownBy(() -> places.requireAllowed(Path.of(file), false))
                    .as(file)
                    .isInstanceOf(ForbiddenPlaceException.class)
                    .hasMessageContaining("is no file of articles");
        }
    }

    @Test
    void linksAreFollowedBeforeAPathIsJudgedAndAgainWhenItIsRead() throws IOException {
        Path link = Files.createSymbolicLink(articles.resolve("link"), home.resolve("outside"));
        Path dangling = Files.createSymbolicLink(articles.resolve("dangling"), home.resolve("not-yet"));
        Path ferry = Files.writeString(articles.resolve("ferry.txt"), "It sails.");
        places.requireAllowed(ferry, false);
        Files.delete(ferry);
        Files.createSymbolicLink(ferry, home.resolve("outside/secret.txt"));

        assertThatThrownBy(() -> places.requireAllowed(link, true)).isInstanceOf(ForbiddenPlaceException.class);
        assertThatThrownBy(() -> places.requireAllowed(dangling, true)).isInstanceOf(ForbiddenPlaceException.class);
        assertThatThrownBy(() -> places.requireAllowed(link.resolve("secret.txt"), false))
                .isInstanceOf(ForbiddenPlaceException.class);
        assertThatThrownBy(() -> files.fetch(ferry, true))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("scrabbl.articles.folders");
        assertThatThrownBy(() -> files.list(link, true, name -> true)).isInstanceOf(FetchException.class);
        assertThat(files.fetch(ferry, false).bytes()).asString().isEqualTo("secret");
    }

    @Test
    void privateHostsAreThoseOfTheSettingsInEverySpelling() {
        places.requirePrivateHost("http://cms.HARBOUR.example./feed");
        places.requirePrivateHost("http://10.0.0.7:8080/feed");

        for (String url :
                List.of("http://10.0.0.8/", "http://localhost/", "http://cms.harbour.example.evil.example/")) {
            assertThatThrownBy(() -> places.requirePrivateHost(url))
                    .isInstanceOf(ForbiddenPlaceException.class)
                    .hasMessageContaining("Set scrabbl.articles.private-hosts (now cms.harbour.example, 10.0.0.7)");
        }
    }
}
