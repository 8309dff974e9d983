package com.scrabbl.console.content;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the form of a newsletter's settings calls the keys of its file, on the form and when one of them is wrong. */
final class SettingsLabels {

    static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("slug", "Slug"),
            Map.entry("name", "Name"),
            Map.entry("description", "Description"),
            Map.entry("language", "Language"),
            Map.entry("sender.address", "Sender’s address"),
            Map.entry("sender.name", "Sender’s name"),
            Map.entry("sender.reply-to", "Replies go to"),
            Map.entry("schedule.cron", "Slots"),
            Map.entry("schedule.zone", "Time zone"),
            Map.entry("schedule.missed", "Slots missed while nothing ran"),
            Map.entry("selection.topics", "Topics"),
            Map.entry("selection.exclude-topics", "Topics that are left out"),
            Map.entry("selection.sections", "Sections"),
            Map.entry("selection.authors", "Authors"),
            Map.entry("selection.max-items", "Most articles"),
            Map.entry("selection.min-items", "Fewest articles"),
            Map.entry("selection.max-age", "Not older than"),
            Map.entry("selection.order", "Order"),
            Map.entry("selection.leftovers", "Articles that did not fit"),
            Map.entry("topics", "Topics that readers may choose"),
            Map.entry("subject", "Subject"),
            Map.entry("template", "Template"),
            Map.entry("render", "Rendering"),
            Map.entry("policies.opt-in", "Joining by the form"),
            Map.entry("policies.in-doubt", "Deliveries whose outcome is unknown"),
            Map.entry("policies.shelf-life", "Worth sending for"),
            Map.entry("policies.archive", "Past editions"),
            Map.entry("policies.approval", "Approval"),
            Map.entry("policies.approval-grace", "Time to approve"),
            Map.entry("policies.unapproved", "What nobody has approved by then"),
            Map.entry("relays", "Relays"));

    private static final Pattern SOURCE = Pattern.compile("sources\\[(\\d+)](?:\\.(\\w+))?.*");

    private SettingsLabels() {}

    /**
     * What a key is called: {@code “Slots”}, {@code The address or path of source 2}.
     *
     * @param key as the file has it, without the newsletter before it
     */
    static String of(String key) {
        Matcher source = SOURCE.matcher(key);
        if (source.matches()) {
            String what = "name".equals(source.group(2)) ? "name" : "address or path";
            return "The %s of source %d".formatted(what, Integer.parseInt(source.group(1)) + 1);
        }
        String label = ALL.get(key.replaceFirst("\\[\\d+]$", ""));
        return label == null ? key : "“" + label + "”";
    }
}
