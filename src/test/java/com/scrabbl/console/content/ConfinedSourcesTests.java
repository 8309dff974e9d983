package com.scrabbl.console.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.article.Source;
import com.scrabbl.article.SourceKind;
import com.scrabbl.article.SourcePolling;
import com.scrabbl.article.Sources;
import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin of the console names sources where the settings allow it; what the machine's owner declared stays as it is. */
@OnEachDatabase
class ConfinedSourcesTests {

    private static final String YAML = "/console/newsletters/daily/yaml";

    private final TestApplication application;
    private final Sources sources;
    private final ConsoleVisitor admin;
    private Path desk;

    ConfinedSourcesTests(Database database) {
        application = TestApplication.on(database);
        sources = application.bean(Sources.class);
        admin = application.user(Role.ADMIN);
    }

    @BeforeEach
    void theOwnerDeclaresAFolderOfHisAndAPrivateHost(@TempDir Path folder) throws IOException {
        desk = Files.createDirectory(folder.resolve("desk"));
        Files.writeString(
                desk.resolve("ferry.txt"),
                "---\ntitle: Ferry\nlink: https://harbour.example/ferry\ndate: 2026-11-24T05:00:00Z\n---\nIt sails again.");
        Path file = Files.writeString(folder.resolve("newsletters.yml"), """
                newsletters:
                  - slug: daily
                    name: Harbour Daily
                    sender: { name: Harbour, address: news@harbour.example }
                    sources:
                      - { name: inside, url: "http://10.0.0.7/feed", trusted: true }
                      - { name: desk, folder: ./desk }
                """);
        assertThat(application.run("newsletters", "apply", file.toString()).exitCode())
                .isZero();
    }

    @Test
    void placesOutOfBoundsAreRefusedWithTheKeyToSetAndNothingIsDeclared() {
        String before = yaml();
        for (String place : List.of(
                "folder: /etc",
                "file: /proc/self/environ",
                "folder: data",
                "folder: ../",
                "folder: ./src/../data/uploads")) {
            HttpResponse<String> refused = save(with(before, "- name: more\n        " + place));

            assertThat(refused.statusCode()).as(place).isEqualTo(422);
            assertThat(Jsoup.parse(refused.body()).select(".summary a").text()).contains("scrabbl.articles.folders");
        }
        HttpResponse<String> host =
                save(with(before, "- name: more\n        url: http://127.0.0.1/feed\n        trusted: true"));

        assertThat(host.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(host.body()).select(".summary a").text()).contains("scrabbl.articles.private-hosts");
        assertThat(yaml()).isEqualTo(before);
        assertThat(sources.find("more")).isEmpty();
    }

    @Test
    void whatTheOwnerDeclaredIsKeptUnchangedAndStaysTheOwners() {
        String renamed = yaml().replace("name: Harbour Daily", "name: Harbour Evening");

        assertThat(save(renamed).statusCode()).isEqualTo(302);

        assertThat(sources.find("inside").orElseThrow().confined()).isFalse();
        assertThat(sources.find("desk").orElseThrow().confined()).isFalse();
        assertThat(application
                        .bean(SourcePolling.class)
                        .poll(sources.find("desk").orElseThrow())
                        .hasFailed())
                .isFalse();
    }

    @Test
    void trustThatWasTakenAwayOnTheConsoleIsNotGivenBackThere() {
        String before = yaml();

        assertThat(save(before.replaceFirst("trusted: true", "trusted: false")).statusCode())
                .isEqualTo(302);
        assertThat(sources.find("inside").orElseThrow().confined()).isTrue();

        assertThat(save(before).statusCode()).isEqualTo(422);
        assertThat(sources.find("inside").orElseThrow().trusted()).isFalse();
    }

    @Test
    void aFolderThatBecomesALinkIsJudgedAnewAtThePoll(@TempDir Path elsewhere) throws IOException {
        Path link = Path.of("target", "confined-" + ProcessHandle.current().pid());
        Files.writeString(elsewhere.resolve("secret.txt"), "Secret\n\nkept elsewhere");
        assertThat(save(with(yaml(), "- name: more\n        folder: " + link)).statusCode())
                .isEqualTo(302);
        Source more = sources.find("more").orElseThrow();
        assertThat(more.confined()).isTrue();
        Files.createSymbolicLink(link, elsewhere);
        try {
            assertThat(application.bean(SourcePolling.class).pollAnew(more).failure())
                    .contains("scrabbl.articles.folders");
        } finally {
            Files.delete(link);
        }

        assertThat(sources.declare("more", SourceKind.FOLDER, link.toString(), false)
                        .confined())
                .as("a file that a command applies is the owner's word")
                .isFalse();
    }

    private HttpResponse<String> save(String yaml) {
        return admin.post(
                YAML, "version", admin.page(YAML).selectFirst("[name=version]").val(), "yaml", yaml);
    }

    private String yaml() {
        return admin.page(YAML).selectFirst("textarea").wholeText();
    }

    private static String with(String yaml, String source) {
        return yaml.replace("    sources:\n", "    sources:\n      " + source + "\n");
    }
}
