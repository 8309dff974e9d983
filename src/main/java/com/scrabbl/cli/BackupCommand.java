package com.scrabbl.cli;

import com.scrabbl.database.Backups;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description = {
            "Write a backup of the H2 database to a new zip file, also while a server runs.",
            "Only its owner can read the file: it holds the list, the keys of links and the database's password."
        })
final class BackupCommand implements Runnable {

    @Parameters(paramLabel = "FILE", description = "The zip file to write; one that exists is refused.")
    private Path file = Path.of("");

    @Mixin
    private Output output = new Output();

    private final Application application;

    BackupCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        application.bean(Backups.class).write(file);
        application.record("backup", file.toString(), null);
        output.print(new Details().with("backup", file.toString()));
    }
}
