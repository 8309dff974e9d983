package com.scrabbl.proofs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback for programs that are told which one to listen on. */
public final class Ports {

    private static final int LEAST = 20_000;

    /** From here on Linux gives ports to those who ask for any. */
    private static final int FIRST_OF_THE_SYSTEM = 32_768;

    private static final int TRIES = 100;

    private Ports() {}

    /**
     * One on which nobody listens, and that the system gives to nobody who asks for any: H2 asks for one
     * in the very program that is started, before the program takes its own.
     */
    public static int free() {
        for (int tried = 0; tried < TRIES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, FIRST_OF_THE_SYSTEM);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port from " + LEAST + " to " + FIRST_OF_THE_SYSTEM + " is free.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
