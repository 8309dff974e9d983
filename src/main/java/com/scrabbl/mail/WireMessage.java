package com.scrabbl.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole message as it goes on the wire, in pieces: those that are the same for all readers are shared by their messages.
 * Immutable.
 */
public final class WireMessage {

    private final List<byte[]> pieces;
    private final int length;

    /** @param pieces not to be changed any more */
    WireMessage(List<byte[]> pieces) {
        this.pieces = pieces;
        int sum = 0;
        for (byte[] piece : pieces) {
            sum += piece.length;
        }
        this.length = sum;
    }

    /** Of one piece, which is not to be changed any more. */
    static WireMessage of(byte[] octets) {
        return new WireMessage(List.of(octets));
    }

    /** The same with these octets after it. */
    WireMessage followedBy(byte[] octets) {
        List<byte[]> longer = new ArrayList<>(pieces.size() + 1);
        longer.addAll(pieces);
        longer.add(octets);
        return new WireMessage(longer);
    }

    /** How many octets it has. */
    public int length() {
        return length;
    }

    /** All octets in a new array. */
    public byte[] octets() {
        byte[] octets = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, octets, at, piece.length);
            at += piece.length;
        }
        return octets;
    }

    /**
     * Writes it by as many octets at once as the buffer holds.
     *
     * @param buffer is overwritten
     */
    void writeTo(OutputStream out, byte[] buffer) throws IOException {
        int filled = 0;
        for (byte[] piece : pieces) {
            for (int at = 0; at < piece.length; ) {
                int more = Math.min(piece.length - at, buffer.length - filled);
                System.arraycopy(piece, at, buffer, filled, more);
                at += more;
                filled += more;
                if (filled == buffer.length) {
                    out.write(buffer, 0, filled);
                    filled = 0;
                }
            }
        }
        if (filled > 0) {
            out.write(buffer, 0, filled);
        }
    }
}
