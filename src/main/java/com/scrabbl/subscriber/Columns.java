package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the cells of a list mean. {@code email} is required; {@code name}, {@code language}, {@code time_zone} and
 * {@code topics} are known; the others are attributes, save for {@code line} and {@code reason} at the end, which a file
 * of rejected lines has.
 *
 * @param names in lower case, in the file's order
 */
record Columns(List<String> names) {

    private static final List<String> OF_REJECTED = List.of("line", "reason");
    private static final Set<String> KNOWN = Set.of("email", "name", "language", "time_zone", "topics");
    private static final int MOST = 200;
    private static final String GUARDED = "=+-@\t\r";

    /** @throws UnreadableListException when the header line makes no sense */
    static Columns of(Path file, List<String> header) {
        List<String> names = header.stream()
                .map(cell -> unguarded(cell).strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains("email")) {
            throw new UnreadableListException(
                    "%s has no column \"email\" in its header line; it has %s".formatted(file, quoted(names)));
        }
        if (names.size() > MOST) {
            throw new UnreadableListException(
                    "%s has %d columns, at most %d are taken".formatted(file, names.size(), MOST));
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw new UnreadableListException(
                        "Column %d of %s has no name in the header line".formatted(names.indexOf(name) + 1, file));
            }
            if (name.length() > Profile.LONGEST_ATTRIBUTE_NAME) {
                throw new UnreadableListException("Column %d of %s has a name of more than %d characters"
                        .formatted(names.indexOf(name) + 1, file, Profile.LONGEST_ATTRIBUTE_NAME));
            }
            if (!seen.add(name)) {
                throw new UnreadableListException("%s has two columns named \"%s\"".formatted(file, name));
            }
        }
        return new Columns(names);
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

    /** @throws IllegalArgumentException when a value is wrong; the message says which and why */
    ListEntry read(List<String> cells) {
        EmailAddress address = EmailAddress.parse(cell(cells, "email"));
        Profile profile =
                new Profile(cell(cells, "name"), cell(cells, "language"), cell(cells, "time_zone"), attributes(cells));
        return new ListEntry(address, profile, Topics.parse(cell(cells, "topics")));
    }

    private Map<String, String> attributes(List<String> cells) {
        Map<String, String> attributes = new TreeMap<>();
        for (String name : own()) {
            if (!KNOWN.contains(name)) {
                attributes.put(name, cell(cells, name));
            }
        }
        return attributes;
    }

    /** Empty when there is no such column. */
    private String cell(List<String> cells, String name) {
        int index = names.indexOf(name);
        return index < 0 ? "" : unguarded(cells.get(index));
    }

    /** Spreadsheets would run such cells as formulas, so our export puts a ' before them. */
    private static String unguarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && GUARDED.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }

    /** The cell as a spreadsheet may be given it. */
    static String guarded(String cell) {
        return !cell.isEmpty() && GUARDED.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static String quoted(List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(names.size(), 10)));
        return "\"%s\"".formatted(listed.substring(0, Math.min(listed.length(), 200)));
    }
}
