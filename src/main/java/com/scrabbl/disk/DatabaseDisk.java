package com.scrabbl.disk;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.unit.DataSize;

/**
 * The disk of an H2 file, looked at twice a second. When it is full, the reserve beside the file is released, so that what is
 * known can be recorded, and {@link #trouble} tells that nothing new should be begun. When there is room, the reserve is
 * made again, and H2, which closes itself when it cannot write, is opened anew.
 *
 * <p>Of a database elsewhere, or in memory, nothing is known: then there is never trouble.
 */
public class DatabaseDisk implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DatabaseDisk.class);

    private static final long LOOK = 500;

    /** With less than that the disk is full: a commit of H2 may take some hundred kilobytes. */
    private static final long LEAST = DataSize.ofMegabytes(1).toBytes();

    private final DataSource database;
    private final @Nullable Path file;
    private final long wanted;
    private @Nullable ScheduledExecutorService looking;
    private volatile @Nullable Place place;
    private volatile @Nullable String trouble;
    private boolean temporaryGone;

    /** @param file the database's; null when it is elsewhere, or in memory */
    DatabaseDisk(DataSource database, @Nullable Path file, DiskProperties properties) {
        this.database = database;
        this.file = file;
        this.wanted = properties.reserve().toBytes();
    }

    /** @param file the database's */
    private record Place(Path file, Path folder, Reserve reserve) {

        long free() {
            return folder.toFile().getUsableSpace();
        }

        /** What must be free so that the reserve can be made, and a little is left. */
        long needed() {
            return reserve.size() + 2 * LEAST;
        }
    }

    /**
     * What is free.
     *
     * @param folder of the database
     * @param free bytes that this process may still take there
     * @param reserve bytes that are wanted for the reserve
     */
    public record Room(Path folder, long free, long reserve) {

        /** Whether somebody should make room soon. */
        public boolean isLow() {
            return free < 2 * reserve;
        }
    }

    /** Null when the database is elsewhere, or in memory, or was not found yet. */
    public @Nullable Room room() {
        Place known = place;
        return known == null
                ? null
                : new Room(known.folder(), known.free(), known.reserve().wanted());
    }

    /** Why nothing new should be begun, in a sentence with what is missing; null when all is well. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** The database could not write: looks at once, and releases the reserve if need be. */
    public void lookNow() {
        look();
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(looking -> {
            Thread thread = new Thread(looking, "disk");
            thread.setDaemon(true);
            return thread;
        });
        fresh.scheduleWithFixedDelay(this::look, 0, LOOK, TimeUnit.MILLISECONDS);
        looking = fresh;
    }

    @Override
    public synchronized void stop() {
        Objects.requireNonNull(looking).shutdownNow();
        looking = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }

    private synchronized void look() {
        try {
            Place known = place == null ? find() : place;
            if (known != null) {
                place = known;
                now(sentence(known));
            }
            lookAtTemporaryFolder();
        } catch (RuntimeException e) {
            log.debug("The disk could not be looked at", e);
        }
    }

    private @Nullable Place find() {
        if (file == null) {
            stopLooking();
            return null;
        }
        if (!Files.exists(file)) {
            // H2 writes a new database a moment after it has made it.
            return null;
        }
        Path folder = Objects.requireNonNull(file.getParent());
        String name = file.toString().substring(0, file.toString().length() - ".mv.db".length());
        return new Place(file, folder, new Reserve(Path.of(name + ".reserve"), wanted));
    }

    private void stopLooking() {
        if (looking != null) {
            looking.shutdown();
        }
    }

    /** What is wrong with the place at present; makes the reserve, or releases it. */
    private @Nullable String sentence(Place known) {
        if (!Files.exists(known.file())) {
            return "the database %s is gone: stop this process, and put the file back from a backup"
                    .formatted(known.file());
        }
        if (!Files.isWritable(known.folder())) {
            return "the folder %s of the database cannot be written: it is read-only, or belongs to somebody else"
                    .formatted(known.folder());
        }
        if (known.free() < LEAST) {
            known.reserve().release();
            return full(known);
        }
        if (trouble != null) {
            return known.free() < known.needed() || !known.reserve().make() ? full(known) : null;
        }
        keepReserve(known);
        return null;
    }

    /** Makes it, or makes it larger, as the room allows: too little room for it is no reason to stop. */
    private static void keepReserve(Place known) {
        Reserve reserve = known.reserve();
        if (reserve.size() < reserve.wanted() && known.free() >= reserve.wanted() + 2 * LEAST) {
            reserve.wantAll();
        }
        if (reserve.isWhole() || known.free() >= known.needed() && reserve.make()) {
            return;
        }
        reserve.makeDo(known.free());
        if (!reserve.make()) {
            reserve.makeDo(0);
        }
        log.warn(
                "The disk of {} has no room for the reserve of {} MB, and keeps {} MB: make room",
                known.folder(),
                DataSize.ofBytes(reserve.wanted()).toMegabytes(),
                DataSize.ofBytes(reserve.size()).toMegabytes());
    }

    private static String full(Place known) {
        return "the disk of %s is full: %d MB are free, and %d MB are needed"
                .formatted(
                        known.folder(),
                        DataSize.ofBytes(known.free()).toMegabytes(),
                        DataSize.ofBytes(known.needed()).toMegabytes());
    }

    private void now(@Nullable String present) {
        boolean was = trouble != null;
        trouble = present;
        if (present != null && !was) {
            log.error("Sending stops until this is mended: {}", present);
            openAnew();
        } else if (present == null && was) {
            log.warn("The disk of the database can be written again; sending goes on");
            openAnew();
        }
    }

    /** H2 closes itself when it could not write; who asks for a connection next opens it. */
    private void openAnew() {
        Place known = place;
        if (known != null && Files.exists(known.file()) && database instanceof HikariDataSource pool) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /** H2 and uploads need it; whatever sweeps old files there may take the folder as well. */
    private void lookAtTemporaryFolder() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (Files.isDirectory(temporary)) {
            temporaryGone = false;
            return;
        }
        try {
            Files.createDirectories(temporary);
            log.warn("The folder {} for temporary files (java.io.tmpdir) was gone, and is made again", temporary);
        } catch (IOException e) {
            if (!temporaryGone) {
                log.error("The folder {} for temporary files (java.io.tmpdir) is gone: make it again", temporary);
            }
            temporaryGone = true;
        }
    }
}
