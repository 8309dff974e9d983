package com.scrabbl.newsletter;

import java.io.StringReader;
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
final class YamlDocument {

    private static final int DEEPEST = 20;
    private static final int MOST_ALIASES = 50;

    private YamlDocument() {}

    /**
     * What the reader makes of the document.
     *
     * @param file named in the report
     * @throws NewsletterFileException when it is no YAML, or the reader finds a problem
     */
    static <T> T read(String file, String text, BiFunction<Node, Problems, Value<T>> reader) {
        Problems problems = new Problems();
        Value<T> value = reader.apply(root(file, text), problems);
        if (problems.count() > 0) {
            throw new NewsletterFileException(file, problems.all());
        }
        return value.get();
    }

    private static Node root(String file, String text) {
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
            throw new NewsletterFileException(List.of(file + ": is empty; allowed: newsletters, and a list of them"));
        }
        return root;
    }

    private static NewsletterFileException notYaml(String file, @Nullable Mark where, String what) {
        String sentence = what.replaceAll("\\s+", " ").strip();
        return new NewsletterFileException(List.of(
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
}
