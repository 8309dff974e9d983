package com.scrabbl.database;

import com.scrabbl.files.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.h2.message.DbException;
import org.h2.store.fs.FilePathWrapper;
import org.h2.store.fs.FileUtils;

/**
 * H2's file system {@code owner-only:}, whose files nobody but their owner can read, from the moment they are made. H2's own
 * leaves that to the umask. H2 makes one of these for each path, and so needs it and its constructor public.
 */
public final class OwnerOnlyFilePath extends FilePathWrapper {

    static final String SCHEME = "owner-only";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean createFile() {
        try {
            OwnerOnly.create(path());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw DbException.convertIOException(e, name);
        }
    }

    @Override
    public void createDirectory() {
        try {
            OwnerOnly.folder(path());
        } catch (IOException e) {
            throw DbException.convertIOException(e, name);
        }
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return OwnerOnly.open(path(), FileUtils.modeToOptions(mode));
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        return append
                ? Channels.newOutputStream(
                        OwnerOnly.open(path(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND)))
                : OwnerOnly.write(path());
    }

    private Path path() {
        return Path.of(getBase().toString());
    }
}
