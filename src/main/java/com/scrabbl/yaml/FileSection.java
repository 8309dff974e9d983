package com.scrabbl.yaml;

import com.scrabbl.spelling.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file, read key by key. What is wrong with a value is added to the file's {@link Problems}, and
 * reading goes on, so that all problems are found at once.
 */
public final class FileSection {

    /** What an untagged scalar or collection can be; its text is read as it stands, whatever YAML makes of it. */
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.NULL, Tag.MERGE, Tag.SEQ, Tag.MAP);

    private final Node node;
    private final String path;
    private final Problems problems;
    private final int problemsBefore;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** The section at the path; keys that are not known are reported. */
    public FileSection(Node node, String path, Problems problems, List<String> keys) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.problemsBefore = problems.count();
        if (node instanceof MappingNode mapping && plain(mapping, path)) {
            mapping.getValue().forEach(entry -> take(entry, keys));
        } else if (!(node instanceof MappingNode)) {
            problems.add(
                    node,
                    path.isEmpty() ? "the file" : path,
                    "keys with values are expected here; allowed: " + String.join(", ", keys));
        }
    }

    /** The value of a key that must be there. */
    public <T> Value<T> required(String key, Function<String, T> reader) {
        require(key, key);
        return text(key, reader);
    }

    /** Reports a key that is not there, by the path of what is required of it. */
    public void require(String key, String required) {
        if (node instanceof MappingNode && !values.containsKey(key)) {
            problems.add(node, at(required), "is required and missing");
        }
    }

    /** The value of a key, or the default. */
    public <T> Value<T> optional(String key, T otherwise, Function<String, T> reader) {
        return values.containsKey(key) ? text(key, reader) : new Value<>(otherwise);
    }

    /** The value of a key that has no default, if there is one. */
    public <T> Value<T> text(String key, Function<String, T> reader) {
        Node value = values.get(key);
        return value == null ? Value.none() : scalar(value, at(key), reader);
    }

    /** A list of at most so many values; empty when the key is not there. */
    public <T> Value<List<T>> texts(String key, int most, Function<String, T> reader) {
        return list(key, most, (value, path) -> scalar(value, path, reader));
    }

    /** One value, or a list of at most so many; empty when the key is not there. */
    public <T> Value<List<T>> values(String key, int most, Function<String, T> reader) {
        if (values.get(key) instanceof ScalarNode) {
            Value<T> one = text(key, reader);
            return one.orNull() == null ? Value.none() : new Value<>(List.of(one.get()));
        }
        return texts(key, most, reader);
    }

    /** A list of at most so many sections; empty when the key is not there. */
    public <T> Value<List<T>> sections(
            String key, int most, List<String> keys, Function<FileSection, Value<T>> reader) {
        return list(key, most, (value, path) -> reader.apply(new FileSection(value, path, problems, keys)));
    }

    /** The section of a key, if there is one. */
    public <T> Value<T> section(String key, List<String> keys, Function<FileSection, Value<T>> reader) {
        Node value = values.get(key);
        return value == null ? Value.none() : reader.apply(new FileSection(value, at(key), problems, keys));
    }

    /** Whether the key is there, with a value. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Reports the key's value, or the section if the key is not there. */
    public void problem(String key, String what) {
        problems.add(values.getOrDefault(key, node), at(key), what);
    }

    /** Reports the section as a whole. */
    public void problem(String what) {
        problems.add(node, path, what);
    }

    /** What the section stands for, unless something in it is wrong. */
    public <T> Value<T> build(Supplier<T> record) {
        return problems.count() == problemsBefore ? attempt(node, path, record) : Value.none();
    }

    private void take(NodeTuple entry, List<String> keys) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!keys.contains(key)) {
            problems.add(
                    entry.getKeyNode(),
                    at(Quoted.shown(key)),
                    "no such key%s; allowed: %s".formatted(Nearest.to(key, keys).hint(), String.join(", ", keys)));
        } else if (values.containsKey(key)) {
            problems.add(entry.getKeyNode(), at(key), "stands here a second time");
        } else if (!Tag.NULL.equals(entry.getValueNode().getTag())) {
            values.put(key, entry.getValueNode());
        }
    }

    private interface ItemReader<T> {
        Value<T> read(Node item, String path);
    }

    private <T> Value<List<T>> list(String key, int most, ItemReader<T> reader) {
        Node value = values.get(key);
        if (value == null) {
            return new Value<>(List.of());
        }
        if (!(value instanceof SequenceNode sequence)) {
            problems.add(value, at(key), "a list is expected here, such as [ one, another ]");
            return Value.none();
        }
        List<Node> items = sequence.getValue();
        if (items.size() > most) {
            problems.add(value, at(key), "has %d entries; allowed: at most %d".formatted(items.size(), most));
            return Value.none();
        }
        int before = problems.count();
        List<Value<T>> read = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            read.add(reader.read(items.get(index), "%s[%d]".formatted(at(key), index)));
        }
        return plain(sequence, at(key)) && problems.count() == before
                ? new Value<>(read.stream().map(Value::get).toList())
                : Value.none();
    }

    private <T> Value<T> scalar(Node value, String at, Function<String, T> reader) {
        if (!(value instanceof ScalarNode scalar)) {
            problems.add(value, at, "one value is expected here, not a list or keys");
            return Value.none();
        }
        return plain(scalar, at) ? attempt(scalar, at, () -> reader.apply(scalar.getValue())) : Value.none();
    }

    private <T> Value<T> attempt(Node where, String at, Supplier<T> value) {
        try {
            return new Value<>(value.get());
        } catch (IllegalArgumentException e) {
            problems.add(where, at, String.valueOf(e.getMessage()));
            return Value.none();
        }
    }

    private boolean plain(Node value, String at) {
        if (PLAIN.contains(value.getTag())) {
            return true;
        }
        problems.add(
                value,
                at,
                "the tag %s is not read here"
                        .formatted(Quoted.quoted(value.getTag().getValue())));
        return false;
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
