package com.scrabbl.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * A whole message as it goes on the wire, encoded once and cut at the slots, which are filled for each reader in
 * microseconds. It is kept as text: the wire's own, a slot as {@code encoding:name} between U+E000 and U+E001, and a
 * header's text with slots between U+E002 and U+E003. Immutable.
 */
public final class CutMessage {

    static final char HEADER_BEGIN = '\uE002';
    static final char HEADER_END = '\uE003';

    private static final int ROOM_FOR_VALUES = 2048;

    private final List<WirePiece> pieces;
    private final int length;

    private CutMessage(List<WirePiece> pieces, int length) {
        this.pieces = List.copyOf(pieces);
        this.length = length;
    }

    /**
     * The message that {@link #stored} gave.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static CutMessage parse(String stored) {
        List<WirePiece> pieces = new ArrayList<>();
        int start = 0;
        for (int begin = stored.indexOf(HEADER_BEGIN); begin >= 0; begin = stored.indexOf(HEADER_BEGIN, start)) {
            int end = stored.indexOf(HEADER_END, begin);
            if (end < 0) {
                throw new IllegalArgumentException("A header's text does not end");
            }
            addWire(stored, start, begin, pieces);
            pieces.add(new WirePiece.HeaderText(
                    List.copyOf(MarkedText.parts(stored.substring(begin + 1, end))), column(stored, begin)));
            start = end + 1;
        }
        addWire(stored, start, stored.length(), pieces);
        return new CutMessage(pieces, stored.length());
    }

    private static void addWire(String stored, int from, int to, List<WirePiece> pieces) {
        List<String> parts = MarkedText.parts(stored.substring(from, to));
        int at = from;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (i % 2 == 0) {
                pieces.add(WirePiece.literal(part));
                at += part.length();
            } else {
                int colon = part.indexOf(':');
                SlotEncoding encoding =
                        SlotEncoding.valueOf(part.substring(0, colon).toUpperCase(Locale.ROOT));
                pieces.add(new WirePiece.Slot(encoding, part.substring(colon + 1), column(stored, at)));
                at += part.length() + 2;
            }
        }
    }

    private static int column(String stored, int at) {
        return at - 1 - stored.lastIndexOf('\n', at - 1);
    }

    static String slot(SlotEncoding encoding, String name) {
        return MarkedText.BEGIN + encoding.name().toLowerCase(Locale.ROOT) + ':' + name + MarkedText.END;
    }

    /** As text to keep. */
    public String stored() {
        StringBuilder stored = new StringBuilder(length);
        pieces.forEach(piece -> piece.store(stored));
        return stored.toString();
    }

    /** About how many octets of memory it takes. */
    public int size() {
        return length;
    }

    /** The names of all slots, in the order of their first place. */
    public Set<String> slots() {
        Set<String> names = new LinkedHashSet<>();
        for (WirePiece piece : pieces) {
            if (piece instanceof WirePiece.Slot slot) {
                names.add(slot.name());
            } else if (piece instanceof WirePiece.HeaderText text) {
                for (int i = 1; i < text.parts().size(); i += 2) {
                    names.add(text.parts().get(i));
                }
            }
        }
        return names;
    }

    /**
     * The message for one reader.
     *
     * @param values gives each slot's value by its name
     * @return CRLF line ends, ASCII, no line that begins with a dot
     * @throws IllegalArgumentException when a value is missing, or cannot stand where it has to
     */
    public byte[] fill(Function<String, String> values) {
        WireBytes out = new WireBytes(length + ROOM_FOR_VALUES);
        for (WirePiece piece : pieces) {
            piece.write(values, out);
        }
        return out.toByteArray();
    }
}
