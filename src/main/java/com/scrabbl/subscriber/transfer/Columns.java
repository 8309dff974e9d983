package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.ReaderValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a list mean. {@code email} is required; {@code name}, {@code language}, {@code time_zone} and
 * {@code topics} are known; the others are attributes, save for {@code line} and {@code reason} at the end, which a file
 * of rejected lines has. What stands after a colon is the {@link AttributeKind} of an attribute.
 *
 * @param names in lower case, in the file's order
 * @param meanings what each stands for: a known name, the name of an attribute, or empty when it is ignored
 * @param kinds of the attributes, by their names
 */
record Columns(List<String> names, List<String> meanings, Map<String, AttributeKind> kinds) {

    /** Meanings that are no attributes, as those of a source that begin with {@code #}. */
    private static final Set<String> KNOWN = Set.of("email", "name", "language", "time_zone", "topics");

    private static final List<String> OF_REJECTED = List.of("line", "reason");
    private static final int MOST = 1000;

    /**
     * @param mapping the operator's: meaning by name
     * @param source whose own columns it knows
     * @throws UnreadableListException when the header line makes no sense
     */
    static Columns of(Path file, List<String> header, Map<String, String> mapping, ListSource source) {
        List<String> names = header.stream()
                .map(cell -> FormulaGuard.unguarded(cell).strip().toLowerCase(Locale.ROOT))
                .toList();
        Map<String, String> preset = source.columns(names);
        Map<String, String> asked = new HashMap<>();
        mapping.forEach((name, meaning) ->
                asked.put(name.strip().toLowerCase(Locale.ROOT), meaning.strip().toLowerCase(Locale.ROOT)));
        for (String name : asked.keySet()) {
            if (!names.contains(name)) {
                throw new UnreadableListException(
                        "%s has no column \"%s\" in its header line; it has %s".formatted(file, name, quoted(names)));
            }
        }
        if (names.size() > MOST) {
            throw new UnreadableListException(
                    "%s has %d columns, at most %d are taken".formatted(file, names.size(), MOST));
        }
        List<String> meanings = new ArrayList<>();
        Map<String, AttributeKind> kinds = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean special =
                    !asked.containsKey(name) && preset.getOrDefault(name, "").startsWith("#");
            meanings.add(
                    special
                            ? preset.getOrDefault(name, name)
                            : meaning(asked.getOrDefault(name, preset.getOrDefault(name, name)), kinds));
        }
        check(file, names, meanings, kinds);
        return new Columns(names, List.copyOf(meanings), kinds);
    }

    /** Takes the kind off an attribute's name. A known name with a kind is an attribute of that name. */
    private static String meaning(String written, Map<String, AttributeKind> kinds) {
        int colon = written.lastIndexOf(':');
        @Nullable
        AttributeKind kind = colon < 0
                ? null
                : AttributeKind.find(written.substring(colon + 1).strip()).orElse(null);
        if (kind == null) {
            if (!written.isEmpty() && !KNOWN.contains(written)) {
                kinds.putIfAbsent(written, AttributeKind.TEXT);
            }
            return written;
        }
        String name = written.substring(0, colon).strip();
        kinds.put(name, kind);
        return KNOWN.contains(name) ? name + ":" : name;
    }

    private static void check(Path file, List<String> names, List<String> meanings, Map<String, AttributeKind> kinds) {
        if (!meanings.contains("email")) {
            throw new UnreadableListException(
                    "%s has no column \"email\" in its header line; it has %s".formatted(file, quoted(names)));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty()) {
                throw new UnreadableListException(
                        "Column %d of %s has no name in the header line".formatted(i + 1, file));
            }
            if (meanings.get(i).length() > Profile.LONGEST_ATTRIBUTE_NAME) {
                throw new UnreadableListException("Column %d of %s has a name of more than %d characters"
                        .formatted(i + 1, file, Profile.LONGEST_ATTRIBUTE_NAME));
            }
            if (!meanings.get(i).isEmpty() && !seen.add(meanings.get(i))) {
                throw new UnreadableListException("%s has two columns named \"%s\"".formatted(file, meanings.get(i)));
            }
        }
    }

    /** Whether a column of this name alone would not be taken for an attribute of that name. */
    static boolean isSpecial(String name) {
        int colon = name.lastIndexOf(':');
        return KNOWN.contains(name)
                || OF_REJECTED.contains(name)
                || OwnList.COLUMNS.containsKey(name)
                || colon >= 0
                        && AttributeKind.find(name.substring(colon + 1).strip()).isPresent();
    }

    /** Whether the file is one of rejected lines; its last two columns say where they were and what was wrong. */
    boolean ofRejected() {
        return names.size() > OF_REJECTED.size()
                && names.subList(names.size() - OF_REJECTED.size(), names.size())
                        .equals(OF_REJECTED);
    }

    /** The names without those of a file of rejected lines. */
    List<String> own() {
        return ofRejected() ? names.subList(0, names.size() - OF_REJECTED.size()) : names;
    }

    boolean has(String meaning) {
        return meanings.contains(meaning);
    }

    /** Empty when no column means this. */
    String cell(List<String> cells, String meaning) {
        int index = meanings.indexOf(meaning);
        return index < 0 ? "" : FormulaGuard.unguarded(cells.get(index));
    }

    /**
     * The attributes of a row in their canonical forms; blank ones are left out.
     *
     * @throws WrongCellException when a value is not of its kind
     */
    Map<String, String> attributes(List<String> cells) {
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < own().size(); i++) {
            String meaning = meanings.get(i);
            String name = meaning.endsWith(":") ? meaning.substring(0, meaning.length() - 1) : meaning;
            AttributeKind kind = KNOWN.contains(meaning) ? null : kinds.get(name);
            if (kind == null) {
                continue;
            }
            String cell = FormulaGuard.unguarded(cells.get(i));
            WrongCellException.in(name, () -> {
                String line = ReaderValue.clean(name, cell, Profile.LONGEST_ATTRIBUTE);
                if (line != null) {
                    attributes.put(name, kind.canonical(name, line));
                }
                return line;
            });
        }
        return attributes;
    }

    private static String quoted(List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(names.size(), 10)));
        return "\"%s\"".formatted(listed.substring(0, Math.min(listed.length(), 200)));
    }
}
