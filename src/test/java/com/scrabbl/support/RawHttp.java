package com.scrabbl.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request as it stands on the wire, with whatever headers; a client that is well-behaved would not send some of them. */
public final class RawHttp {

    private RawHttp() {}

    /**
     * Sends it and reads all of the answer.
     *
     * @param url of the site
     * @param line such as {@code GET /}
     * @param headers whole lines, {@code Host} among them if there is to be one
     */
    public static String ask(String url, String line, String... headers) {
        return send(url, line + " HTTP/1.1\r\n" + lines(headers) + "Connection: close\r\n\r\n");
    }

    /** The same with a form in its body. */
    public static String post(String url, String path, String form, String... headers) {
        return send(
                url,
                "POST " + path + " HTTP/1.1\r\n" + lines(headers) + "Connection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: " + form.length() + "\r\n\r\n" + form);
    }

    /** Sends these octets and reads all of the answer. */
    public static String send(String url, String request) {
        URI site = URI.create(url);
        try (Socket socket = new Socket(site.getHost(), site.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of an answer. */
    public static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** The value of a header of an answer; empty if it has none. */
    public static String header(String answer, String name) {
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private static String lines(String... headers) {
        return Arrays.stream(headers).map(header -> header + "\r\n").reduce("", String::concat);
    }
}
