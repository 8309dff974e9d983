package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
                .isEqualTo(new Failure(true, "There is no thing \"x\". There are: y, z."));
    }

    @Test
    void ourOwnSentenceIsPreferredToItsCause() {
        assertThat(Failure.of(new BrokenThingException(new IllegalStateException("inside"))))
                .isEqualTo(new Failure(false, "The thing broke."));
    }

    @Test
    void aWrappedMistakeIsStillTheCallers() {
        assertThat(Failure.of(new IllegalStateException("wrapped", new UnknownThingException()))
                        .mistakeOfTheCaller())
                .isTrue();
    }

    @Test
    void anIllegalArgumentOfALibraryIsAFailure() {
        assertThat(Failure.of(new IllegalArgumentException("length 7")).mistakeOfTheCaller())
                .isFalse();
    }

    @Test
    void anExceptionWithoutMessageIsNamed() {
        assertThat(Failure.of(new NullPointerException()).sentence()).isEqualTo("NullPointerException");
    }
}
