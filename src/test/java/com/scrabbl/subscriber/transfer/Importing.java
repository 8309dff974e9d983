package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.transfer.ImportOptions.Status;
import com.scrabbl.subscriber.transfer.ImportOptions.Update;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Imports texts as files, the way that a test says. */
public final class Importing {

    private final ListTester list;
    private final Path folder;
    private final long newsletter;
    private final Map<String, String> mapping = new LinkedHashMap<>();
    private ListSource source = ListSource.OWN;
    private Status status = Status.ACTIVE;
    private Update update = Update.NONE;
    private @Nullable String consentText;
    private @Nullable Instant consentDate;
    private String name = "list.csv";

    public Importing(ListTester list, Path folder, long newsletter) {
        this.list = list;
        this.folder = folder;
        this.newsletter = newsletter;
    }

    public Importing from(ListSource program) {
        source = program;
        return this;
    }

    public Importing named(String file) {
        name = file;
        return this;
    }

    public Importing mapping(String theirs, String ours) {
        mapping.put(theirs, ours);
        return this;
    }

    public Importing pending() {
        status = Status.PENDING;
        return this;
    }

    public Importing updating() {
        update = Update.PROFILE;
        return this;
    }

    public Importing agreed(String text, Instant at) {
        consentText = text;
        consentDate = at;
        return this;
    }

    public ImportReport run(String text) throws IOException {
        return run(text.getBytes(StandardCharsets.UTF_8));
    }

    public ImportReport run(byte[] bytes) throws IOException {
        return list.bean(SubscriberImport.class).run(file(bytes), options(), line -> {});
    }

    public ImportReport rehearse(String text) throws IOException {
        return list.bean(SubscriberImport.class)
                .rehearse(file(text.getBytes(StandardCharsets.UTF_8)), options(), line -> {});
    }

    private ImportOptions options() {
        return new ImportOptions(newsletter, status, update, consentText, consentDate);
    }

    private ListFile file(byte[] bytes) throws IOException {
        return ListFile.open(Files.write(folder.resolve(name), bytes), source, mapping, null);
    }
}
