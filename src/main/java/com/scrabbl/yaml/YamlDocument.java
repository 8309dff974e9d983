package com.scrabbl.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** One YAML document as nodes that know their line. Nothing in it is ever made an object, whatever its tags say. */
public final class YamlDocument {

    private static final int MOST_BYTES = 1_000_000;
    private static final int DEEPEST = 20;
    private static final int MOST_ALIASES = 50;

    private YamlDocument() {}

    /**
     * What the reader makes of the document.
     *
     * @param file named in the report
     * @param expected what stands in an empty file's stead, for the report
     * @throws WrongFileException when it is too large or no YAML, or the reader finds a problem
     */
    public static <T> T read(String file, String text, String expected, BiFunction<Node, Problems, Value<T>> reader) {
        if (text.length() > MOST_BYTES) {
            throw new WrongFileException(List.of("%s: is larger than %d bytes".formatted(file, MOST_BYTES)));
        }
        Problems problems = new Problems();
        Value<T> value = reader.apply(root(file, text, expected), problems);
        if (problems.count() > 0) {
            throw new WrongFileException(file, problems.all());
        }
        return value.get();
    }

    /**
     * The text of a file in UTF-8.
     *
     * @throws WrongFileException when there is none to be read
     */
    public static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw wrong(file, "is larger than %d bytes".formatted(MOST_BYTES));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw wrong(file, "is not written in UTF-8");
        } catch (NoSuchFileException e) {
            throw wrong(file, "does not exist");
        } catch (IOException e) {
            throw wrong(file, "cannot be read (%s)".formatted(e.getMessage()));
        }
    }

    private static Node root(String file, String text, String expected) {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        @Nullable Node root;
        try {
            root = new Yaml(limits).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            throw notYaml(file, e.getProblemMark(), String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw notYaml(file, null, String.valueOf(e.getMessage()));
        }
        if (root == null) {
            throw new WrongFileException(List.of("%s: is empty; allowed: %s".formatted(file, expected)));
        }
        return root;
    }

    private static WrongFileException notYaml(String file, @Nullable Mark where, String what) {
        String sentence = what.replaceAll("\\s+", " ").strip();
        return new WrongFileException(List.of(
                where == null
                        ? "%s: is no YAML that is read here: %s".formatted(file, sentence)
                        : "%s:%d:%d: is no YAML that is read here: %s; a value with one of %s in it needs quotes"
                                .formatted(
                                        file,
                                        where.getLine() + 1,
                                        where.getColumn() + 1,
                                        sentence,
                                        ": # { } [ ] * & !")));
    }

    private static WrongFileException wrong(Path file, String what) {
        return new WrongFileException(List.of("%s: %s".formatted(file, what)));
    }
}
