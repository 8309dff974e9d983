package com.scrabbl.article.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where a source may lie that was named on the console: below the folders of {@code scrabbl.articles.folders}, and in a
 * private network on the hosts of {@code scrabbl.articles.private-hosts} alone. Links are followed before a path is judged.
 */
@Component
public class ConfinedPlaces {

    private static final Pattern DATABASE = Pattern.compile("jdbc:h2:(?:file:)?([^;]+).*");

    private final List<Path> folders;
    private final List<String> hosts;
    private final List<Path> ours;

    ConfinedPlaces(ArticlesProperties properties, Environment environment) {
        this.folders = properties.folders().stream()
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .toList();
        this.hosts = properties.privateHosts().stream()
                .map(ConfinedPlaces::canonical)
                .toList();
        this.ours = Stream.concat(
                        Stream.of(
                                        "data",
                                        "config",
                                        environment.getProperty("scrabbl.console.import.folder", ""),
                                        environment.getProperty("scrabbl.demo.folder", ""))
                                .filter(folder -> !folder.isBlank())
                                .map(folder -> Path.of(folder).toAbsolutePath().normalize()),
                        databaseFolder(environment.getProperty("spring.datasource.url", "")))
                .distinct()
                .toList();
    }

    /**
     * Requires that a file or folder may be named on the console, whether it exists or not.
     *
     * @return the same without links, as far as it exists
     * @throws ForbiddenPlaceException if it may not; the sentence is the same whether it exists or not
     */
    public Path requireAllowed(Path place, boolean folder) {
        Path real = real(place);
        if (ours.stream().map(ConfinedPlaces::real).anyMatch(own -> real.startsWith(own))
                || folders.stream().noneMatch(root -> below(real(root), real))) {
            throw new ForbiddenPlaceException(
                    ("%s is not below a folder of which the console may name sources. Set scrabbl.articles.folders (now %s),"
                                    + " or declare the source in a file and apply it with the command `newsletters apply`;"
                                    + " hidden folders, data and config are never taken")
                            .formatted(place, folders));
        }
        if (!folder && !ArticlesProperties.readable(real.getFileName().toString())) {
            throw new ForbiddenPlaceException("%s is no file of articles; the console takes those that end in %s"
                    .formatted(place, String.join(", ", ArticlesProperties.ENDINGS)));
        }
        return real;
    }

    /**
     * Requires that a web address may be named as one in a private network.
     *
     * @throws ForbiddenPlaceException if its host is none of {@code scrabbl.articles.private-hosts}
     */
    public void requirePrivateHost(String url) {
        String host = URI.create(url.strip()).getHost();
        if (host == null || !isPrivateHost(host)) {
            throw new ForbiddenPlaceException(
                    "%s is not a private host of this installation. Set scrabbl.articles.private-hosts (now %s), or declare the source in a file and apply it with the command `newsletters apply`"
                            .formatted(host, hosts.isEmpty() ? "empty" : String.join(", ", hosts)));
        }
    }

    boolean isPrivateHost(String host) {
        return hosts.contains(canonical(host));
    }

    private static String canonical(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean below(Path root, Path place) {
        return place.startsWith(root)
                && StreamSupport.stream(root.relativize(place).spliterator(), false)
                        .noneMatch(name -> name.toString().startsWith("."));
    }

    private static Path real(Path place) {
        Path absolute = place.toAbsolutePath().normalize();
        for (Path there = absolute; there != null; there = there.getParent()) {
            Path resolved = resolved(there);
            if (resolved != null) {
                return resolved.resolve(there.relativize(absolute)).normalize();
            }
        }
        return absolute;
    }

    private static @Nullable Path resolved(Path place) {
        try {
            if (!Files.exists(place) && Files.isSymbolicLink(place)) {
                // A link to nothing leads wherever it says, and something may lie there tomorrow.
                return real(place.resolveSibling(Files.readSymbolicLink(place)));
            }
            return place.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }

    /** The database's folder, unless what it lies in holds the articles too: no file of it has a name that is read. */
    private Stream<Path> databaseFolder(String url) {
        Matcher database = DATABASE.matcher(url);
        if (!database.matches() || database.group(1).startsWith("mem:")) {
            return Stream.empty();
        }
        Path folder = Path.of(database.group(1)).toAbsolutePath().normalize().getParent();
        return Stream.ofNullable(folder).filter(own -> folders.stream().noneMatch(root -> root.startsWith(own)));
    }
}
