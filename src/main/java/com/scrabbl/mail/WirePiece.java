package com.scrabbl.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** A piece of a cut message, which writes itself for one reader. */
sealed interface WirePiece {

    void write(Function<String, String> values, WireBytes out);

    /** Adds the piece as a cut message is kept. */
    void store(StringBuilder stored);

    /** What is the same for all readers, as it goes on the wire. */
    record Literal(byte[] octets) implements WirePiece {
        @Override
        public void write(Function<String, String> values, WireBytes out) {
            out.write(octets);
        }

        @Override
        public void store(StringBuilder stored) {
            stored.append(new String(octets, StandardCharsets.US_ASCII));
        }
    }

    /**
     * A reader's value.
     *
     * @param column how much of its line is taken before it
     */
    record Slot(SlotEncoding encoding, String name, int column) implements WirePiece {
        @Override
        public void write(Function<String, String> values, WireBytes out) {
            encoding.write(name, value(values, name), column, out);
        }

        @Override
        public void store(StringBuilder stored) {
            stored.append(CutMessage.slot(encoding, name));
        }
    }

    /**
     * A header's text with slots in it. It is encoded as a whole: between encoded words white space counts for nothing,
     * so they cannot be joined in pieces.
     *
     * @param parts names of slots at the odd positions, text at the even ones
     * @param column how much of its line is taken before it
     */
    record HeaderText(List<String> parts, int column) implements WirePiece {
        @Override
        public void write(Function<String, String> values, WireBytes out) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                text.append(i % 2 == 0 ? parts.get(i) : value(values, parts.get(i)));
            }
            HeaderWords.writeText(text.toString(), column, out);
        }

        @Override
        public void store(StringBuilder stored) {
            stored.append(CutMessage.HEADER_BEGIN);
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                stored.append(i % 2 == 0 ? part : MarkedText.BEGIN + part + MarkedText.END);
            }
            stored.append(CutMessage.HEADER_END);
        }
    }

    private static String value(Function<String, String> values, String name) {
        String value = values.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no value for the slot " + name);
        }
        return value;
    }

    static Literal literal(String ascii) {
        return new Literal(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
