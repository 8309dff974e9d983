package com.scrabbl.run.refusal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A name server that says what a test tells it to (RFC 1035, section 4). */
final class FakeNameServer implements AutoCloseable {

    static final int MX = 15;
    static final int A = 1;
    static final int AAAA = 28;

    static final Says NOTHING_THERE = new Says(0, null);
    static final Says NO_SUCH_DOMAIN = new Says(3, null);
    static final Says TROUBLE = new Says(2, null);
    static final Says SILENCE = new Says(-1, null);

    private final DatagramSocket socket;
    private final BiFunction<String, Integer, Says> answers;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /**
     * An answer.
     *
     * @param code 0 for none wrong, negative for no answer at all
     * @param record one record of the type that was asked for, its content in hexadecimal digits; null for none
     */
    record Says(int code, String record) {

        static Says mailServer() {
            // Preference 10, "mx" and the name that was asked for.
            return new Says(0, "000a026d78c00c");
        }

        static Says nullMailServer() {
            return new Says(0, "000000");
        }

        static Says address() {
            return new Says(0, "c0000201");
        }
    }

    /** @param answers by name in small letters and type */
    FakeNameServer(BiFunction<String, Integer, Says> answers) {
        this.answers = answers;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Each question as name and type. */
    List<String> asked() {
        return asked;
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, question.getLength()));
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer in) throws IOException {
        short id = in.getShort(0);
        in.position(12);
        StringBuilder name = new StringBuilder();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        short type = in.getShort();
        in.getShort();
        byte[] question = new byte[in.position() - 12];
        in.get(12, question);
        asked.add(name + " " + type);
        Says says = answers.apply(name.toString().toLowerCase(java.util.Locale.ROOT), (int) type);
        if (says.code() < 0) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(0x8180 | says.code());
        out.writeShort(1);
        out.writeShort(says.record() == null ? 0 : 1);
        out.writeInt(0);
        out.write(question);
        if (says.record() != null) {
            byte[] content = HexFormat.of().parseHex(says.record());
            out.writeShort(0xC00C);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(content.length);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
