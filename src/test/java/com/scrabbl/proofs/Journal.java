package com.scrabbl.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a relay took, written before it says so. */
final class Journal {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?mi)^Message-ID:\\s*<([^>]+)>");
    private static final Pattern DATE = Pattern.compile("(?mi)^Date: .*\r?\n");

    private final Writer file;
    private final List<Taken> taken = new ArrayList<>();

    /**
     * One message that was taken.
     *
     * @param digest of its whole content but for the header Date
     * @param at {@link System#nanoTime} when it was taken
     * @param wallClock milliseconds since 1970 at that time
     */
    record Taken(String recipient, String messageId, String digest, long at, long wallClock) {}

    Journal(Path file) {
        try {
            this.file = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void take(String recipient, String content) {
        Matcher messageId = MESSAGE_ID.matcher(content);
        String id = messageId.find() ? messageId.group(1) : "(none)";
        String digest = sha256(DATE.matcher(content).replaceFirst(""));
        try {
            file.write(recipient + "\t" + id + "\t" + digest + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        taken.add(new Taken(recipient, id, digest, System.nanoTime(), System.currentTimeMillis()));
    }

    synchronized int size() {
        return taken.size();
    }

    /** From the n-th on, 0 for the first. */
    synchronized List<Taken> from(int first) {
        return List.copyOf(taken.subList(first, taken.size()));
    }

    /** How many messages it has of the edition that began as the n-th, 0 for the first. */
    synchronized int ofEdition(int nth) {
        List<String> editions = taken.stream().map(Journal::edition).distinct().toList();
        return nth >= editions.size()
                ? 0
                : (int) taken.stream()
                        .filter(one -> edition(one).equals(editions.get(nth)))
                        .count();
    }

    /** A Message-ID begins with its edition. */
    private static String edition(Taken one) {
        return one.messageId().substring(0, one.messageId().indexOf('.'));
    }

    /** All copies of each message. */
    synchronized Map<String, List<Taken>> byMessageId() {
        return taken.stream().collect(Collectors.groupingBy(Taken::messageId));
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
