package com.scrabbl.disk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.unit.DataSize;

/** A disk with as much room as a test says. */
public final class SettableDisk extends DatabaseDisk {

    private static final Path FOLDER = Path.of("/srv/harbour/data");

    private final DataSize reserve;
    private DataSize free;
    private @Nullable String trouble;

    public SettableDisk(DataSize reserve, DataSize free) {
        super(new SimpleDriverDataSource(), null, new DiskProperties(reserve));
        this.reserve = reserve;
        this.free = free;
    }

    public void free(DataSize free) {
        this.free = free;
    }

    public void trouble(String trouble) {
        this.trouble = trouble;
    }

    @Override
    public Room room() {
        return new Room(FOLDER, free.toBytes(), reserve.toBytes());
    }

    @Override
    public @Nullable String trouble() {
        return trouble;
    }
}
