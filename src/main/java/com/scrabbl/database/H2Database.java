package com.scrabbl.database;

import com.scrabbl.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * An H2 database of this machine, in a file or in memory. Its owner, who may do everything, opens it, sets it up, and has
 * one connection that keeps it open. All others are those of {@code SCRABBL_APPLICATION}, a user that can read and write
 * rows and do nothing else, so that no statement of theirs reaches Java (CREATE ALIAS), files (BACKUP, SCRIPT, RUNSCRIPT) or
 * settings.
 *
 * <p>Thread-safe.
 */
public final class H2Database implements AutoCloseable {

    private static final String APPLICATION = "SCRABBL_APPLICATION";

    /** What a connection to an open database needs of the URL; the rest are the owner's settings of the database as such. */
    private static final Set<String> OF_CONNECTIONS =
            Set.of("AUTO_SERVER", "AUTO_SERVER_PORT", "FILE_LOCK", "CIPHER", "LOCK_TIMEOUT", "NETWORK_TIMEOUT");

    static {
        FilePath.register(new OwnerOnlyFilePath());
    }

    private final Optional<H2File> file;
    private final String url;
    private final String applicationUrl;
    private final String owner;
    private final DatabasePassword password;
    private @Nullable Connection keeper;

    /**
     * Opens nothing yet.
     *
     * @param url of a file or in memory, as Spring Boot's {@code spring.datasource.url}
     * @param owner the name of the database's owner
     * @param configured the owner's password; if it is empty, that of a database in a file stands beside it, and is made up
     *     when there is none
     * @throws DataFolderException when the password's file can be neither read nor made
     */
    public H2Database(String url, String owner, String configured) {
        this.file = H2File.of(url);
        this.owner = owner;
        this.password = file.isPresent() && configured.isEmpty()
                ? DatabasePassword.in(file.get())
                : new DatabasePassword(configured);
        String[] parts = url.split(";");
        parts[0] = file.map(found -> "jdbc:h2:" + OwnerOnlyFilePath.SCHEME + ":" + found.path())
                .orElse(parts[0]);
        this.url = String.join(";", parts);
        this.applicationUrl = Stream.concat(
                        Stream.of(parts[0], "IFEXISTS=TRUE"),
                        Arrays.stream(parts)
                                .skip(1)
                                .filter(setting -> OF_CONNECTIONS.contains(
                                        setting.split("=", 2)[0].strip().toUpperCase(Locale.ROOT))))
                .collect(Collectors.joining(";"));
    }

    /** Whether that URL is of a database that this class opens. */
    static boolean opens(String url) {
        return H2File.of(url).isPresent() || url.startsWith("jdbc:h2:mem:");
    }

    /** The file of the database; nothing when it is in memory. */
    public Optional<Path> path() {
        return file.map(H2File::main);
    }

    /** Connections for all work: new ones of the application's user, for a pool. */
    DataSource forWork() {
        return new Connections() {
            @Override
            public Connection getConnection() throws SQLException {
                return forApplication();
            }
        };
    }

    /** Connections of the owner, for migrations. */
    DataSource forMigrations() {
        return new Connections() {
            @Override
            public Connection getConnection() throws SQLException {
                keeper();
                return connect(url, owner, password.owner());
            }
        };
    }

    private abstract class Connections extends AbstractDataSource {

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return connect(url, username, password);
        }
    }

    /** Forces everything that is committed to the disk; only the owner may. */
    public synchronized void checkpoint() throws SQLException {
        try (Statement statement = keeper().createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
    }

    /**
     * Writes a backup while the database is in use: a zip file of the database and of its password, for its owner only.
     *
     * @param zip a new file; the process that has the database open writes it
     * @throws FileAlreadyExistsException when there is one of that name
     * @throws IOException when it can't be written
     */
    public synchronized void backUp(Path zip) throws SQLException, IOException {
        Path absolute = zip.toAbsolutePath();
        OwnerOnly.create(absolute);
        try (PreparedStatement statement = keeper().prepareStatement("BACKUP TO ?")) {
            statement.setString(1, absolute.toString());
            statement.execute();
        }
        if (file.isPresent() && Files.exists(file.get().password())) {
            // Restored beside the database: H2 takes all entries that begin with its name.
            Path password = file.get().password();
            try (FileSystem inside = FileSystems.newFileSystem(absolute)) {
                Files.copy(password, inside.getPath("/" + password.getFileName()));
            }
            OwnerOnly.close(absolute);
        }
    }

    /** Gives the owner's connection back; the database closes with the last one of all processes. */
    @Override
    public synchronized void close() throws SQLException {
        if (keeper != null) {
            keeper.close();
        }
    }

    private Connection forApplication() throws SQLException {
        while (true) {
            Connection held = keeper();
            Connection connection = asApplication(held);
            // Whoever had the database open may have died meanwhile: then this connection opened it, without its
            // settings.
            if (answers(held)) {
                return connection;
            }
            connection.close();
        }
    }

    private synchronized Connection keeper() throws SQLException {
        Connection held = keeper;
        if (held == null || !answers(held)) {
            // Once it was there it is never made anew: an empty one would take the place of one that was moved away.
            held = asOwner(held == null ? url : url + ";IFEXISTS=TRUE");
            keeper = held;
        }
        return held;
    }

    /** By a statement: a connection of this process calls itself valid even if its database closed at a failed write. */
    private static boolean answers(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("VALUES (1)");
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection asOwner(String to) throws SQLException {
        try {
            return connect(to, owner, password.owner());
        } catch (SQLException e) {
            if (e.getErrorCode() != ErrorCode.WRONG_USER_OR_PASSWORD || file.isEmpty()) {
                throw e;
            }
            return withFormerPassword(file.get(), e);
        }
    }

    /** Before there was a password of its own it was empty, and before one was configured it stood in the file. */
    private Connection withFormerPassword(H2File database, SQLException refused) throws SQLException {
        for (String former : List.of("", DatabasePassword.in(database).owner())) {
            try {
                Connection connection = connect(url, owner, former);
                setPassword(connection, "ALTER USER %s SET PASSWORD ?".formatted(quoted(connection)), password.owner());
                return connection;
            } catch (SQLException e) {
                if (e.getErrorCode() != ErrorCode.WRONG_USER_OR_PASSWORD) {
                    throw e;
                }
            }
        }
        throw new WrongDatabasePasswordException(database, refused);
    }

    /** The name as the database has it. */
    private static String quoted(Connection connection) throws SQLException {
        return '"' + connection.getMetaData().getUserName() + '"';
    }

    private Connection asApplication(Connection held) throws SQLException {
        if (!isKnown(held)) {
            admit(held);
        }
        try {
            return connect(applicationUrl, APPLICATION, password.application());
        } catch (SQLException e) {
            if (e.getErrorCode() != ErrorCode.WRONG_USER_OR_PASSWORD) {
                throw e;
            }
            // The owner got another password, and so this user does.
            admit(held);
            return connect(applicationUrl, APPLICATION, password.application());
        }
    }

    /** Asked first: H2 keeps a trace of each name that it refused. */
    private synchronized boolean isKnown(Connection held) throws SQLException {
        try (PreparedStatement statement =
                held.prepareStatement("SELECT 1 FROM INFORMATION_SCHEMA.USERS WHERE UPPER(USER_NAME) = ?")) {
            statement.setString(1, APPLICATION);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private synchronized void admit(Connection held) throws SQLException {
        try {
            setPassword(held, "CREATE USER IF NOT EXISTS %s PASSWORD ?".formatted(APPLICATION), password.application());
        } catch (SQLException e) {
            if (e.getErrorCode() != ErrorCode.USER_ALREADY_EXISTS_1) {
                throw e;
            }
            // Another process started at the same moment, and gave it the same password.
        }
        setPassword(held, "ALTER USER %s SET PASSWORD ?".formatted(APPLICATION), password.application());
        try (Statement statement = held.createStatement()) {
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA PUBLIC TO " + APPLICATION);
        }
    }

    private static void setPassword(Connection connection, String sql, String password) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, password);
            statement.execute();
        }
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return new Driver().connect(url, properties);
    }
}
