package com.scrabbl.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Where templates lie: a folder first, then the packed ones, so that a file beside the jar overrides its own. */
final class TemplateFolder {

    private static final String PACKED = "classpath:/templates/";
    private static final String WORDS = ".properties";
    private static final Pattern SAFE_NAME =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private final Path folder;
    private final ResourcePatternResolver packed = new PathMatchingResourcePatternResolver();

    TemplateFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The template's text, cleaned of private-use characters; null when there is none of this name. Words are those packed
     * and then those of the folder, which replace them key by key.
     */
    @Nullable
    String read(String name) {
        if (!SAFE_NAME.matcher(name).matches()) {
            return null;
        }
        try {
            Path file = folder.resolve(name);
            String own = Files.isRegularFile(file) ? Files.readString(file) : null;
            String text = own != null && !name.endsWith(WORDS) ? own : joined(packed(name), own);
            return text == null ? null : SlotMarkers.cleaned(text);
        } catch (IOException e) {
            throw new UncheckedIOException("The template " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private @Nullable String packed(String name) throws IOException {
        Resource resource = packed.getResource(PACKED + name);
        if (!resource.exists()) {
            return null;
        }
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        return first == null || second == null ? (first == null ? second : first) : first + "\n" + second;
    }

    /** The names of the files that have the words of mails in some language. */
    Set<String> words() {
        return list("mail").stream()
                .map(file -> "mail/" + file)
                .filter(file -> Messages.tag(file).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The file names directly in a subfolder, of both places, sorted. */
    Set<String> list(String subfolder) {
        Set<String> names = new TreeSet<>();
        try {
            Path directory = folder.resolve(subfolder);
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    files.filter(Files::isRegularFile)
                            .forEach(file -> names.add(file.getFileName().toString()));
                }
            }
            for (Resource resource : packed.getResources("classpath*:/templates/" + subfolder + "/*.*")) {
                names.add(String.valueOf(resource.getFilename()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of templates cannot be listed: " + e.getMessage(), e);
        }
        return names;
    }
}
