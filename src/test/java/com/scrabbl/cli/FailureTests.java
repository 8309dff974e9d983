package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.validation.constraints.Min;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

class FailureTests {

    private static final class UnknownThingException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownThingException() {
            super("There is no thing \"x\". There are: y, z.");
        }
    }

    private static final class BrokenThingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenThingException(Throwable cause) {
            super("The thing broke.", cause);
        }
    }

    @Test
    void aNameThatDoesNotExistIsTheCallersMistake() {
        assertThat(Failure.of(new UnknownThingException()))
                .isEqualTo(new Failure(Exit.USAGE, "There is no thing \"x\". There are: y, z."));
    }

    @Test
    void ourOwnSentenceIsPreferredToItsCause() {
        assertThat(Failure.of(new BrokenThingException(new IllegalStateException("inside"))))
                .isEqualTo(new Failure(Exit.FAILED, "The thing broke."));
    }

    @Test
    void aWrappedMistakeIsStillTheCallers() {
        assertThat(Failure.of(new IllegalStateException("wrapped", new UnknownThingException()))
                        .exitCode())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void anIllegalArgumentOfALibraryIsAFailure() {
        assertThat(Failure.of(new IllegalArgumentException("length 7")).exitCode())
                .isEqualTo(Exit.FAILED);
    }

    @Test
    void anExceptionWithoutMessageIsNamed() {
        assertThat(Failure.of(new NullPointerException()).sentence()).isEqualTo("NullPointerException");
    }

    @Test
    void aValueThatDoesNotConvertNamesItsKeyAndIsTheCallersMistake() {
        Failure failure = bindingFails("scrabbl.test.lanes=many");

        assertThat(failure.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(failure.sentence())
                .startsWith("scrabbl.test.lanes = \"many\"")
                .contains("many");
    }

    @Test
    void aSettingThatDoesNotExistIsNamed() {
        Failure failure = bindingFails("scrabbl.test.lames=3");

        assertThat(failure.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(failure.sentence()).startsWith("scrabbl.test.lames: there is no such setting");
    }

    @Test
    void aValueThatIsNotAllowedNamesItsKeyAndWhatIs() {
        Failure failure = bindingFails("scrabbl.test.lanes=0");

        assertThat(failure.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(failure.sentence()).isEqualTo("scrabbl.test.lanes = \"0\": must be greater than or equal to 1");
    }

    @Test
    void aDatabaseThatDoesNotAnswerNamesTheKeysToSet() {
        Failure failure = Failure.of(new IllegalStateException("bean", new SQLException("Connection refused")));

        assertThat(failure.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(failure.sentence()).contains("spring.datasource.url").contains("Connection refused");
    }

    @Test
    void aFullDiskIsOneSentenceWhateverItStopped() {
        SQLException full = new SQLException("could not extend file; SQL statement:\nINSERT INTO subscriber", "53100");

        assertThat(Failure.of(new BrokenThingException(new IllegalStateException("SQL [INSERT]", full))))
                .isEqualTo(new Failure(Exit.FAILED, "This failed, and can be repeated: the database's disk is full."));
    }

    @Test
    void noStatementIsQuoted() {
        SQLException wrong = new SQLException("Column \"X\" not found; SQL statement:\nSELECT secret FROM t [42122]");

        assertThat(Failure.of(wrong).sentence()).endsWith("Column \"X\" not found");
    }

    private static Failure bindingFails(String property) {
        SpringApplicationBuilder application =
                new SpringApplicationBuilder(Settings.class).web(WebApplicationType.NONE);
        return Failure.of(catchThrowable(() -> application.run("--" + property)));
    }

    @Validated
    @ConfigurationProperties(prefix = "scrabbl.test", ignoreUnknownFields = false)
    record TestSettings(@DefaultValue("1") @Min(1) int lanes) {}

    @EnableConfigurationProperties(TestSettings.class)
    static class Settings {}
}
