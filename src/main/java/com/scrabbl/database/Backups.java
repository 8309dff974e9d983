package com.scrabbl.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Backups of the database while it is in use. */
@Component
public class Backups {

    private final ObjectProvider<H2Database> h2;

    Backups(ObjectProvider<H2Database> h2) {
        this.h2 = h2;
    }

    /**
     * Writes a zip file that only its owner can read: the database and its password.
     *
     * @throws BackupRefusedException when the file exists, or the database makes its backups itself
     * @throws BackupFailedException when the file can't be written
     */
    public void write(Path zip) {
        H2Database database = h2.getIfAvailable();
        if (database == null) {
            throw new BackupRefusedException(
                    "Only H2 is backed up by this command. For PostgreSQL use pg_dump: pg_dump --format=custom --file=scrabbl.dump scrabbl");
        }
        try {
            database.backUp(zip);
        } catch (FileAlreadyExistsException e) {
            throw new BackupRefusedException("There is a file %s already; name another one.".formatted(zip));
        } catch (IOException | SQLException e) {
            throw new BackupFailedException(zip, e);
        }
    }
}
