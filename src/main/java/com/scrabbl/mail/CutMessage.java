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
 * header's text with slots between U+E002 and U+E003, a part with slots that goes out in base64 between U+E004 and U+E005.
 * Immutable.
 */
public final class CutMessage {

    static final char HEADER_BEGIN = '\uE002';
    static final char HEADER_END = '\uE003';

    static final char BASE64_BEGIN = '\uE004';
    static final char BASE64_END = '\uE005';

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
        for (int begin = nextWhole(stored, 0); begin >= 0; begin = nextWhole(stored, start)) {
            boolean header = stored.charAt(begin) == HEADER_BEGIN;
            int end = stored.indexOf(header ? HEADER_END : BASE64_END, begin);
            if (end < 0) {
                throw new IllegalArgumentException(header ? "A header's text does not end" : "A part does not end");
            }
            addWire(stored, start, begin, pieces);
            List<String> parts = MarkedText.parts(stored.substring(begin + 1, end));
            pieces.add(
                    header
                            ? new WirePiece.HeaderText(List.copyOf(parts), column(stored, begin))
                            : WirePiece.Base64Part.of(parts));
            start = end + 1;
        }
        addWire(stored, start, stored.length(), pieces);
        if (!stored.endsWith("\r\n")) {
            throw new IllegalArgumentException("The last line does not end");
        }
        return new CutMessage(pieces, stored.length());
    }

    /** Where the next piece begins that is encoded as a whole; -1 when there is none. */
    private static int nextWhole(String stored, int from) {
        int header = stored.indexOf(HEADER_BEGIN, from);
        int part = stored.indexOf(BASE64_BEGIN, from);
        return header < 0 || part >= 0 && part < header ? part : header;
    }

    private static void addWire(String stored, int from, int to, List<WirePiece> pieces) {
        List<String> parts = MarkedText.parts(stored.substring(from, to));
        int at = from;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (i % 2 == 0) {
                if (part.startsWith(".") || part.contains("\n.")) {
                    throw new IllegalArgumentException("A line begins with a dot");
                }
                pieces.add(WirePiece.literal(part));
                at += part.length();
            } else {
                pieces.add(WirePiece.Slot.of(part, column(stored, at)));
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
            } else if (piece instanceof WirePiece.Base64Part part) {
                part.slots().forEach(slot -> names.add(slot.name()));
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
     * @return CRLF line ends, also at the end, ASCII but for an address that is not, no line that begins with a dot
     * @throws IllegalArgumentException when a value is missing, or cannot stand where it has to
     */
    public WireMessage fill(Function<String, String> values) {
        List<byte[]> filled = new ArrayList<>(pieces.size());
        for (WirePiece piece : pieces) {
            filled.add(piece.octets(values));
        }
        return new WireMessage(filled);
    }
}
