package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.TestApplication;
import org.junit.jupiter.api.Test;

class CommandsTests {

    private final TestApplication application = TestApplication.on(Database.H2);

    @Test
    void versionComesFromTheBuild() {
        Execution execution = application.run("--version");

        assertThat(execution.exitCode()).isZero();
        assertThat(execution.out()).matches("scrabbl \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }

    @Test
    void helpIsAResultAndListsTheCommands() {
        Execution execution = application.run("--help");

        assertThat(execution.exitCode()).isZero();
        assertThat(execution.out()).contains("Usage: scrabbl").contains("serve");
        assertThat(execution.err()).isEmpty();
    }

    @Test
    void everyCommandHasHelp() {
        assertThat(application.run("serve", "--help").out()).startsWith("Usage: scrabbl serve");
    }

    @Test
    void unknownCommandIsRefusedWithTheNearestOne() {
        Execution execution = application.run("serv");

        assertThat(execution.exitCode()).isEqualTo(2);
        assertThat(execution.out()).isEmpty();
        assertThat(execution.err()).contains("'serv'").contains("Did you mean").contains("serve");
    }

    @Test
    void unknownOptionIsRefusedWithTheNearestOne() {
        Execution execution = application.run("serve", "--debgu");

        assertThat(execution.exitCode()).isEqualTo(2);
        assertThat(execution.err()).contains("'--debgu'").contains("Did you mean --debug");
    }

    @Test
    void escapeSequencesInWrongUsageAreShownHarmlessly() {
        assertThat(application.run("\u001b[2J").err()).contains("\\u001b[2J").doesNotContain("\u001b");
    }

    @Test
    void aFailureIsOneSentenceWithoutStackTrace() {
        Execution execution = application.run("serve");

        assertThat(execution).isEqualTo(new Execution(1, "", "This application runs already.\n"));
    }

    @Test
    void debugAddsTheStackTrace() {
        assertThat(application.run("--debug", "serve").err()).contains("\tat com.scrabbl.cli.");
        assertThat(application.run("serve", "--debug").err()).contains("\tat com.scrabbl.cli.");
    }
}
