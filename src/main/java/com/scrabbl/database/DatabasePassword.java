package com.scrabbl.database;

import com.scrabbl.files.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The password of an H2 database's owner, and that of the application, which works in it. */
record DatabasePassword(String owner) {

    private static final int BYTES = 32;

    /**
     * What the file says; one that is missing is made with a random password, by one of all processes that start at once.
     *
     * @throws DataFolderException when it can be neither read nor made
     */
    static DatabasePassword in(H2File database) {
        Path file = database.password();
        try {
            if (!Files.exists(file)) {
                make(database.folder(), file);
            }
            OwnerOnly.close(file);
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new DataFolderException(
                        database.folder(),
                        "has a file %s without the database's password in it. Restore it from a backup; if there is no database yet, delete it."
                                .formatted(file.getFileName()));
            }
            return new DatabasePassword(text);
        } catch (IOException e) {
            throw new DataFolderException(
                    database.folder(),
                    "can't hold the database's password (%s: %s).".formatted(file.getFileName(), DataFolder.reason(e)),
                    e);
        }
    }

    /** Whole at once: a link to a file that is written already, which fails when another process was quicker. */
    private static void make(Path folder, Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path whole = Files.createTempFile(folder, "password", null);
        try {
            try (OutputStream out = OwnerOnly.write(whole)) {
                out.write(Base64.getUrlEncoder().withoutPadding().encode(random));
                out.write('\n');
            }
            try {
                Files.createLink(file, whole);
            } catch (UnsupportedOperationException e) {
                Files.move(whole, file);
            }
        } catch (FileAlreadyExistsException e) {
            // Theirs is as good.
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Derived from the owner's, so that there is one secret to keep. */
    String application() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            // A key has a byte at least, and an in-memory database no password.
            mac.init(new SecretKeySpec(("owner:" + owner).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("application".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not the password: this text may end in a log. */
    @Override
    public String toString() {
        return "(a password)";
    }
}
