package com.scrabbl.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import com.scrabbl.template.Templates;
import com.scrabbl.yaml.WrongFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in a file is told in full, with line, key and what is allowed. */
class NewsletterFileRefusalTests {

    @TempDir
    Path folder;

    private NewsletterFiles files;

    @BeforeEach
    void start() {
        files = new NewsletterFiles(TestApplication.on(Database.H2), folder);
    }

    @Test
    void allMistakesAreToldAtOnce() {
        Templates templates = TestApplication.on(Database.H2).bean(Templates.class);

        assertThat(report(() -> files.readResource("mistakes.yml")) + "\n")
                .isEqualTo(NewsletterFiles.resource("mistakes.expected.txt")
                        .replace("{templates}", String.join(" | ", templates.names())));
    }

    @Test
    void aMissingSenderIsNamedByItsRequiredKey() {
        assertThat(report("newsletters: [ { slug: a, name: A } ]"))
                .startsWith("newsletters.yml:1: newsletters[0].sender.address: is required and missing");
    }

    @Test
    void aFileWithoutNewslettersIsRefused() {
        assertThat(report("")).startsWith("newsletters.yml: is empty");
        assertThat(report("newsletters: []")).startsWith("newsletters.yml:1: newsletters: declares none");
        assertThat(report("- daily")).startsWith("newsletters.yml:1: the file: keys with values are expected");
        assertThat(report("newsletter: []")).contains("did you mean newsletters?");
    }

    @Test
    void whatIsNoYamlIsToldWithItsPlace() {
        assertThat(report("newsletters:\n  - slug: daily\n    schedule: { cron: * * * * * }\n"))
                .startsWith("newsletters.yml:3:24: is no YAML that is read here: ");
        assertThat(report("newsletters: []\n---\nnewsletters: []\n"))
                .startsWith("newsletters.yml:2:1: is no YAML that is read here: ");
    }

    @Test
    void tagsAreNotRead() {
        assertThat(report(NewsletterFiles.with("description: !!java.net.URL [\"http://harbour.example\"]")))
                .contains("newsletters.yml:5:18: is no YAML that is read here: Global tag is not allowed");
        assertThat(report(NewsletterFiles.with("description: !secret text")))
                .contains("newsletters[0].description: the tag \"!secret\" is not read here");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        String bomb = IntStream.range(0, 30)
                .mapToObj(level -> level == 0
                        ? "a0: &a0 [x]"
                        : "a%d: &a%d [%s]".formatted(level, level, ("*a" + (level - 1) + ",").repeat(9)))
                .collect(Collectors.joining("\n"));

        assertThat(report(bomb)).contains("is no YAML that is read here: ").contains("aliases");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(report("newsletters: " + "[".repeat(500)))
                .contains("is no YAML that is read here: ")
                .contains("Depth");
    }

    @Test
    void anAliasToItselfIsOnlyAWrongValue() {
        assertThat(report(
                        "newsletters: &all [ { slug: a, name: A, sender: { address: a@b.example }, sources: *all } ]"))
                .contains("newsletters[0].sources[0].sources: no such key");
    }

    @Test
    void aHugeFileIsRefused() {
        assertThat(report("#".repeat(1_000_001))).contains("newsletters.yml: is larger than 1000000 bytes");
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("latin.yml"), "# Müller", StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> TestApplication.on(Database.H2)
                        .bean(NewsletterFile.class)
                        .read(file))
                .isInstanceOf(WrongFileException.class)
                .hasMessage(file + ": is not written in UTF-8\n1 problem, so nothing was applied.");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Path file = folder.resolve("nowhere.yml");

        assertThatThrownBy(() -> TestApplication.on(Database.H2)
                        .bean(NewsletterFile.class)
                        .read(file))
                .isInstanceOf(WrongFileException.class)
                .hasMessageStartingWith(file + ": does not exist");
    }

    @Test
    void aSourceThatAlreadyHasAnotherPlaceIsRefused() {
        TestApplication application = TestApplication.on(Database.H2);
        application
                .bean(Newsletters.class)
                .apply(java.util.List.of(
                        files.readWith("sources: [ { name: world, url: 'https://harbour.example/world.xml' } ]")));

        assertThat(report(NewsletterFiles.with("sources: [ { name: world, url: 'https://harbour.example/new.xml' } ]")))
                .startsWith("newsletters.yml:5: newsletters[0].sources[0]: \"world\" is"
                        + " https://harbour.example/world.xml already; allowed: that place, or another name");
    }

    @Test
    void aTopicThatCannotBeChosenIsRefused() {
        assertThat(report(NewsletterFiles.with("topics: [ Ships, 'a|b' ]")))
                .startsWith(
                        "newsletters.yml:5: newsletters[0].topics[1]: \"a|b\" has a \"|\", which separates topics;");
        assertThat(report(NewsletterFiles.with("topics: [ Ships, ships ]")))
                .contains("\"ships\" stands twice among the topics; allowed: each topic once");
    }

    private String report(String text) {
        return report(() -> files.read(text));
    }

    private String report(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        return catchThrowableOfType(WrongFileException.class, reading)
                .getMessage()
                .replace(folder + "/", "");
    }
}
