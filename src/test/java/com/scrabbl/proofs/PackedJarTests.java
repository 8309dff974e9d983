package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All libraries lie in one jar, and each is whole: a file that several have by one name has in it what each of them says there.
 * A name that is told here is to be merged or left out in pom.xml, where maven-shade-plugin is.
 */
@Proof
class PackedJarTests {

    private static final Path JAR = Path.of("target", "scrabbl.jar");
    private static final Pattern LEFT_OUT =
            Pattern.compile("(.*/)?module-info\\.class|META-INF/(MANIFEST\\.MF|INDEX\\.LIST"
                    + "|[^/]*\\.(SF|DSA|RSA)|[^/]*spring-configuration-metadata\\.json|spring\\.tooling|spring-devtools\\.properties"
                    + "|web-fragment\\.xml|buildinfo\\.xml)");

    @Test
    void everyLibraryIsWholeInIt() throws IOException {
        List<String> lost = new ArrayList<>();
        int libraries = 0;
        try (JarFile packed = new JarFile(JAR.toFile())) {
            for (URL manifest : Collections.list(getClass().getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                if (manifest.openConnection() instanceof JarURLConnection connection) {
                    JarFile library = connection.getJarFile();
                    if (has(packed, library)) {
                        libraries++;
                        lost.addAll(lost(library, packed));
                    }
                }
            }
        }

        assertThat(lost).isEmpty();
        assertThat(libraries)
                .as("libraries of the class path that were found in the jar")
                .isGreaterThan(100);
    }

    /** Whether the library is packed, and not one that tests alone have. */
    private static boolean has(JarFile packed, JarFile library) {
        return library.stream()
                .map(JarEntry::getName)
                .filter(name -> !LEFT_OUT.matcher(name).matches())
                .filter(name -> name.endsWith(".class") || name.startsWith("META-INF/resources/webjars/"))
                .filter(name -> !name.endsWith("/"))
                .findFirst()
                .filter(name -> packed.getEntry(name) != null)
                .isPresent();
    }

    private static List<String> lost(JarFile library, JarFile packed) throws IOException {
        List<String> lost = new ArrayList<>();
        for (JarEntry entry : Collections.list(library.entries())) {
            if (!entry.isDirectory() && !LEFT_OUT.matcher(entry.getName()).matches()) {
                JarEntry ours = find(packed, entry.getName());
                if (ours == null || !(same(ours, entry) || merged(library, entry, packed, ours))) {
                    lost.add(entry.getName() + " of "
                            + Path.of(library.getName()).getFileName());
                }
            }
        }
        return lost;
    }

    /** What is in META-INF/license.txt is appended to META-INF/LICENSE.txt. */
    private static @Nullable JarEntry find(JarFile packed, String name) {
        JarEntry entry = packed.getJarEntry(name);
        return entry != null
                ? entry
                : packed.getJarEntry(name.replace("license", "LICENSE").replace("notice", "NOTICE"));
    }

    private static boolean same(JarEntry one, JarEntry other) {
        return one.getSize() == other.getSize() && one.getCrc() == other.getCrc();
    }

    private static boolean merged(JarFile library, JarEntry entry, JarFile packed, JarEntry ours) throws IOException {
        return !entry.getName().endsWith(".class") && statements(packed, ours).containsAll(statements(library, entry));
    }

    /** The lines; of Spring's factories each class that a key has, since there is a line for each key. */
    private static Set<String> statements(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            if (!entry.getName().endsWith(".factories")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.toSet());
            }
            Properties factories = new Properties();
            factories.load(in);
            Set<String> statements = new HashSet<>();
            for (String key : factories.stringPropertyNames()) {
                Arrays.stream(Objects.requireNonNull(factories.getProperty(key)).split(","))
                        .forEach(factory -> statements.add(key + "=" + factory.strip()));
            }
            return statements;
        }
    }
}
