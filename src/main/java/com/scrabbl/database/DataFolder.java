package com.scrabbl.database;

import com.scrabbl.files.OwnerOnly;
import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that holds what nobody but its owner may read: the database, or files of lists. It is 0700, and all that is in
 * it 0600.
 *
 * @param path absolute
 */
public record DataFolder(Path path) {

    /** Stands in a folder that was open to others, until somebody has seen to it. */
    static final String NOTICE = "was-open-to-others.txt";

    private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

    public DataFolder {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException(path + " is no absolute path");
        }
    }

    /**
     * Makes the folder, or sees that one that exists is ours and closes it to others.
     *
     * @throws DataFolderException when it can't be made, belongs to another user, or can't be closed
     */
    void secure(Clock clock) {
        make();
        try {
            if (!OwnerOnly.isSupported(path)) {
                log.warn(
                        "The file system of {} has no POSIX permissions: see by its own means that no other user can read it",
                        path);
                return;
            }
            refuseOfAnotherOwner();
            List<Path> opened = OwnerOnly.close(path);
            if (!opened.isEmpty()) {
                notice(opened, clock.instant());
                log.warn("{} was open to other users of this machine, and is closed now: see {}", path, notice());
            }
        } catch (IOException e) {
            throw new DataFolderException(
                    path,
                    "is open to other users of this machine and can't be closed (%s). Change its permissions to 0700, and those of the files in it to 0600."
                            .formatted(reason(e)),
                    e);
        }
    }

    /**
     * When it was found open to other users of this machine, and what of it; there until its {@link #notice} is deleted.
     *
     * @return nothing when it was not
     */
    public Optional<Instant> foundOpen() {
        try {
            return Optional.of(Files.getLastModifiedTime(notice()).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // A folder that can't be read is told of by whoever needs what is in it.
            return Optional.empty();
        }
    }

    /** The file that says what was open, and what to do. */
    public Path notice() {
        return path.resolve(NOTICE);
    }

    private void make() {
        try {
            OwnerOnly.folder(path);
        } catch (FileAlreadyExistsException e) {
            throw new DataFolderException(path, "is needed for data, and there is a file of that name.", e);
        } catch (IOException e) {
            throw new DataFolderException(
                    path, "can't be made (%s). Make it yourself, or start in another folder.".formatted(reason(e)), e);
        }
    }

    private void refuseOfAnotherOwner() throws IOException {
        Object owner = Files.getAttribute(path, "unix:uid");
        if (!owner.equals((int) new UnixSystem().getUid())) {
            throw new DataFolderException(
                    path,
                    "belongs to the user %s. Run Scrabbl as that user, or give the folder and its files to the user that runs it."
                            .formatted(Files.getOwner(path).getName()));
        }
    }

    private void notice(List<Path> opened, Instant now) throws IOException {
        StringBuilder text = new StringBuilder("""
                Until %s other users of this machine could read what is named below, and so
                perhaps readers' addresses, passwords of the console (as hashes) and the key that signs links.

                If there are users whom you would not give these: set new passwords on the console
                (users link NAME), end what you do not know, and set scrabbl.secret anew.
                Then delete this file.

                """.formatted(now));
        opened.forEach(each -> text.append(each).append('\n'));
        try (OutputStream out = OwnerOnly.write(notice())) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    static String reason(IOException e) {
        return e instanceof FileSystemException at && at.getReason() != null
                ? at.getReason()
                : e.getClass()
                        .getSimpleName()
                        .replace("Exception", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT);
    }
}
