package com.scrabbl.article.read;

import com.scrabbl.article.fetch.Content;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What stands in YAML above a Markdown text, between two lines of three dashes. Values are read as they are written and
 * never made objects, whatever their tags say.
 *
 * @param text what comes below, and all of it when there is no front matter
 */
record FrontMatter(Map<String, Node> values, String text) {

    private static final Pattern FRONT =
            Pattern.compile("\\A---[ \\t]*\\R(.*?)(?:^|\\R)(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)", Pattern.DOTALL);

    /** Three dashes alone are a line across the page. */
    private static final Pattern BEGUN = Pattern.compile("---[ \\t]*\\R\\w+:");

    private static final int DEEPEST = 10;
    private static final int MOST_ALIASES = 10;

    /** @throws UnreadableException if it is no YAML, or in another format */
    static FrontMatter of(Content content, String text) {
        if (text.startsWith("+++")) {
            throw new UnreadableException(
                    content.place(), "its front matter is TOML (+++), and only YAML between lines of --- is read");
        }
        Matcher front = FRONT.matcher(text);
        if (!front.find()) {
            if (BEGUN.matcher(text).lookingAt()) {
                throw new UnreadableException(content.place(), "its front matter has no end, which is a line of ---");
            }
            return new FrontMatter(Map.of(), text);
        }
        return new FrontMatter(values(content, front.group(1)), text.substring(front.end()));
    }

    private static Map<String, Node> values(Content content, String yaml) {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            Node root = new Yaml(limits).compose(new StringReader(yaml));
            if (root == null) {
                return Map.of();
            } else if (root instanceof MappingNode mapping) {
                return byName(mapping);
            }
            throw new UnreadableException(content.place(), "its front matter is no list of names and values");
        } catch (MarkedYAMLException e) {
            // The first line of the file is the one with the dashes.
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 2;
            throw new UnreadableException(
                    content.place(),
                    "its front matter is no YAML (line %d): a value with one of : # { } [ ] & * ! in it needs quotes"
                            .formatted(line));
        } catch (YAMLException e) {
            throw new UnreadableException(content.place(), "its front matter is no YAML that can be read");
        }
    }

    private static Map<String, Node> byName(MappingNode mapping) {
        Map<String, Node> values = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name) {
                values.putIfAbsent(name.getValue().toLowerCase(Locale.ROOT), entry.getValueNode());
            }
        }
        return values;
    }

    /** The first of these that is said, as text; of a list the first, of an object its name, URL or source. */
    @Nullable
    String text(String... names) {
        return texts(names).stream().findFirst().orElse(null);
    }

    /** All texts of the first of these that is said. */
    List<String> texts(String... names) {
        return Stream.of(names)
                .map(values::get)
                .map(FrontMatter::texts)
                .filter(texts -> !texts.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** What an object of this name says under one of these names. */
    @Nullable
    String within(String name, String... names) {
        return values.get(name) instanceof MappingNode mapping
                ? new FrontMatter(byName(mapping), "").text(names)
                : null;
    }

    boolean says(String name, String value) {
        return value.equalsIgnoreCase(text(name));
    }

    private static List<String> texts(@Nullable Node node) {
        if (node instanceof ScalarNode scalar) {
            String text = scalar.getValue().strip();
            return text.isEmpty() || text.equals("null") || text.equals("~") ? List.of() : List.of(text);
        } else if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .flatMap(child -> texts(child).stream().limit(1))
                    .toList();
        } else if (node instanceof MappingNode mapping) {
            String named = new FrontMatter(byName(mapping), "").text("name", "title", "url", "src", "image");
            return named == null ? List.of() : List.of(named);
        }
        return List.of();
    }
}
