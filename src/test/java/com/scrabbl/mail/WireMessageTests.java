package com.scrabbl.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message in pieces is written as if it were one, by as few writes as its buffer allows. */
class WireMessageTests {

    private static final String TEXT = "Subject: Tide\r\n\r\nHello Ada,\r\n";

    private final WireMessage message = new WireMessage(Stream.of("Subject: Tide\r\n\r\n", "Hello ", "", "Ada", ",\r\n")
            .map(piece -> piece.getBytes(US_ASCII))
            .toList());

    /** Keeps each write by itself. */
    private static final class Writes extends ByteArrayOutputStream {

        private final List<Integer> lengths = new ArrayList<>();

        @Override
        public synchronized void write(byte[] octets, int from, int length) {
            lengths.add(length);
            super.write(octets, from, length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 17, 28, 29, 30, 1_000})
    void everyOctetIsWrittenOnceInOrder(int buffer) throws IOException {
        Writes out = new Writes();

        message.writeTo(out, new byte[buffer]);

        assertThat(out.toString(US_ASCII)).isEqualTo(TEXT);
        assertThat(out.lengths).allMatch(length -> length <= buffer);
    }

    @Test
    void whatTheBufferHoldsIsOneWrite() throws IOException {
        Writes out = new Writes();

        message.writeTo(out, new byte[TEXT.length() + 1]);

        assertThat(out.lengths).containsExactly(TEXT.length());
    }

    @Test
    void lengthAndOctetsAreThoseOfAllPieces() {
        assertThat(message.length()).isEqualTo(TEXT.length());
        assertThat(new String(message.octets(), US_ASCII)).isEqualTo(TEXT);
    }

    @Test
    void whatFollowsItIsPartOfTheSameWriteAndLeavesItAsItIs() throws IOException {
        Writes out = new Writes();

        message.followedBy(SmtpEnvelopes.DOT).writeTo(out, new byte[TEXT.length() + SmtpEnvelopes.DOT.length]);

        assertThat(out.toString(US_ASCII)).isEqualTo(TEXT + ".\r\n");
        assertThat(out.lengths).containsExactly(TEXT.length() + SmtpEnvelopes.DOT.length);
        assertThat(message.length()).isEqualTo(TEXT.length());
    }
}
