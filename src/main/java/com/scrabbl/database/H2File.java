package com.scrabbl.database;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * An H2 database in a file of this machine, as {@code spring.datasource.url} names it.
 *
 * @param path without {@code .mv.db}, as the URL has it
 */
record H2File(String path) {

    /** H2 takes a path without {@code file:} too, if it shows that it is one. */
    private static final Pattern URL = Pattern.compile("jdbc:h2:(?:file:|(?=[./~]))([^;]+).*", Pattern.DOTALL);

    static Optional<H2File> of(Environment environment) {
        return of(environment.getProperty("spring.datasource.url", ""));
    }

    static Optional<H2File> of(String url) {
        Matcher matcher = URL.matcher(url);
        return matcher.matches() ? Optional.of(new H2File(matcher.group(1))) : Optional.empty();
    }

    /** Where all files of the database lie. */
    Path folder() {
        Path file = Path.of(path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path);
        return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
    }

    /** The file with the database itself. */
    Path main() {
        return beside(".mv.db");
    }

    /** The file with its password. */
    Path password() {
        return beside(".password");
    }

    private Path beside(String ending) {
        return folder().resolve(Path.of(path).getFileName() + ending);
    }
}
