package com.scrabbl.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes files with the permissions 0600 and folders with 0700, whatever the umask, and closes those that are wider. On a
 * file system without POSIX permissions all is made as that file system does it.
 */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** Whether the file system of this existing file or folder has permissions for owner, group and others. */
    public static boolean isSupported(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    /**
     * Makes a folder and those above it that are missing. One that exists stays as it is.
     *
     * @return the folder
     */
    public static Path folder(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute, attributes(absolute, FOLDER));
        }
        return path;
    }

    /**
     * Makes a new, empty file.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
     */
    public static void create(Path path) throws IOException {
        Files.createFile(path, attributes(path, FILE));
    }

    /**
     * Opens a new file, which takes the place of a former one of its name. What a link of that name leads to stays as it is:
     * in a folder that others can write to, the link may be theirs.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is a folder of that name
     */
    public static OutputStream write(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
        }
        return Channels.newOutputStream(FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(path, FILE)));
    }

    /** Opens a file; one that these options make is made for its owner only, and one that they write is closed to others. */
    public static FileChannel open(Path path, Set<? extends OpenOption> options) throws IOException {
        if (!options.contains(StandardOpenOption.CREATE)) {
            return FileChannel.open(path, options);
        }
        if (Files.exists(path)) {
            close(path);
        }
        return FileChannel.open(path, options, attributes(path, FILE));
    }

    /**
     * Closes a file, or a folder with all that is in it, to everybody but its owner. Symbolic links in it are left alone.
     *
     * @return what was open to others
     */
    public static List<Path> close(Path path) throws IOException {
        List<Path> opened = new ArrayList<>();
        if (isSupported(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : (Iterable<Path>) all::iterator) {
                    // The path itself may be a link, to a larger disk: what it leads to is meant.
                    if ((each.equals(path) || !Files.isSymbolicLink(each)) && closeOne(each)) {
                        opened.add(each);
                    }
                }
            }
        }
        return opened;
    }

    private static boolean closeOne(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        Set<PosixFilePermission> own = EnumSet.noneOf(PosixFilePermission.class);
        own.addAll(permissions);
        own.retainAll(Files.isDirectory(path) ? FOLDER : FILE);
        if (own.size() == permissions.size()) {
            return false;
        }
        Files.setPosixFilePermissions(path, own);
        return true;
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
