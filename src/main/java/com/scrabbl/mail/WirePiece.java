package com.scrabbl.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A piece of a cut message, which writes itself for one reader. */
sealed interface WirePiece {

    /** Octets that most values take less than. */
    int ROOM = 128;

    /** The piece as it goes on the wire. Not to be changed: what is the same for all readers is not copied. */
    byte[] octets(Function<String, String> values);

    /** Adds the piece as a cut message is kept. */
    void store(StringBuilder stored);

    /** What is the same for all readers, as it goes on the wire. */
    record Literal(byte[] octets) implements WirePiece {
        @Override
        public byte[] octets(Function<String, String> values) {
            return octets;
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

        /** @param stored its encoding, a colon and its name */
        static Slot of(String stored, int column) {
            int colon = stored.indexOf(':');
            return new Slot(
                    SlotEncoding.valueOf(stored.substring(0, colon).toUpperCase(Locale.ROOT)),
                    stored.substring(colon + 1),
                    column);
        }

        @Override
        public byte[] octets(Function<String, String> values) {
            WireBytes out = new WireBytes(ROOM);
            encoding.write(name, value(values, name), column, out);
            return out.toByteArray();
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
        public byte[] octets(Function<String, String> values) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                text.append(i % 2 == 0 ? parts.get(i) : value(values, parts.get(i)));
            }
            WireBytes out = new WireBytes(ROOM);
            HeaderWords.writeText(text.toString(), column, out);
            return out.toByteArray();
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

    /**
     * A part in base64, which is encoded as a whole: it has no place at which it could be cut.
     *
     * @param literals UTF-8, one more than slots
     */
    record Base64Part(List<byte[]> literals, List<Slot> slots) implements WirePiece {

        private static final int ROOM_FOR_VALUES = 2048;
        private static final int LONGEST_LINE = 76;
        private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

        /** @param parts names of slots with their encoding at the odd positions, text at the even ones */
        static Base64Part of(List<String> parts) {
            List<byte[]> literals = new ArrayList<>();
            List<Slot> slots = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                if (i % 2 == 0) {
                    literals.add(utf8(parts.get(i)));
                } else {
                    slots.add(Slot.of(parts.get(i), 0));
                }
            }
            return new Base64Part(List.copyOf(literals), List.copyOf(slots));
        }

        @Override
        public byte[] octets(Function<String, String> values) {
            WireBytes part = new WireBytes(
                    literals.stream().mapToInt(literal -> literal.length).sum() + ROOM_FOR_VALUES);
            for (int i = 0; i < slots.size(); i++) {
                Slot slot = slots.get(i);
                part.write(literals.get(i));
                part.write(utf8(slot.encoding().text(value(values, slot.name()))));
            }
            part.write(literals.get(slots.size()));
            return Base64.getMimeEncoder().encode(part.toByteArray());
        }

        @Override
        public void store(StringBuilder stored) {
            stored.append(CutMessage.BASE64_BEGIN);
            for (int i = 0; i < literals.size(); i++) {
                stored.append(new String(literals.get(i), StandardCharsets.UTF_8));
                if (i < slots.size()) {
                    slots.get(i).store(stored);
                }
            }
            stored.append(CutMessage.BASE64_END);
        }

        /** How many octets that text takes. */
        static int octets(String text) {
            int encoded = (utf8(text).length + 2) / 3 * 4;
            return encoded + encoded / LONGEST_LINE * 2;
        }

        private static byte[] utf8(String text) {
            return LINE_END.matcher(text).replaceAll("\r\n").getBytes(StandardCharsets.UTF_8);
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
