package com.scrabbl.console;

import com.scrabbl.people.Role;
import java.util.List;

/** The menu: four groups, each with the entries that a role may open. */
public final class Navigation {

    private Navigation() {}

    /** A heading and what stands under it. */
    public record Group(String name, List<Entry> entries) {}

    /**
     * An entry.
     *
     * @param key what a page gives as {@code current}
     * @param path from the root of the application on
     * @param count shown at the right; 0 shows nothing
     * @param urgent whether the count waits for a person
     */
    public record Entry(String key, String label, String path, long count, boolean urgent) {}

    static List<Group> of(Role role, Attention attention) {
        Group sending = new Group(
                "Sending",
                List.of(
                        entry("overview", "Overview", "/console"),
                        new Entry("runs", "Runs", "/console/runs", attention.running(), false),
                        entry("schedule", "Schedule", "/console/schedule"),
                        entry("providers", "Providers", "/console/providers"),
                        new Entry("unknown", "Unknown outcomes", "/console/unknown", attention.unknown(), true),
                        entry("explain", "Explain", "/console/explain")));
        Group content = new Group(
                "Content",
                List.of(
                        entry("articles", "Articles", "/console/articles"),
                        entry("sources", "Sources", "/console/sources"),
                        entry("newsletters", "Newsletters", "/console/newsletters")));
        if (role != Role.ADMIN) {
            return List.of(sending, content);
        }
        return List.of(
                sending,
                content,
                new Group(
                        "People",
                        List.of(
                                entry("subscribers", "Subscribers", "/console/subscribers"),
                                entry("suppressions", "Suppressions", "/console/suppressions"),
                                entry("import", "Import", "/console/import"),
                                entry("export", "Export", "/console/export"))),
                new Group(
                        "House",
                        List.of(entry("audit", "Audit", "/console/audit"), entry("users", "Users", "/console/users"))));
    }

    private static Entry entry(String key, String label, String path) {
        return new Entry(key, label, path, 0, false);
    }
}
