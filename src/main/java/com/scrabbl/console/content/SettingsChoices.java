package com.scrabbl.console.content;

import com.scrabbl.mail.Relays;
import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.template.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What may be chosen in the form of a newsletter's settings, {@code choices} in its template. */
@Component
public class SettingsChoices {

    private static final String LEAST =
            "newsletters: [ { slug: new, name: New, sender: { address: new@newsletter.example } } ]";

    private final Templates templates;
    private final NewsletterFile file;
    private final Relays relays;

    SettingsChoices(Templates templates, NewsletterFile file, Relays relays) {
        this.templates = templates;
        this.file = file;
        this.relays = relays;
    }

    /** A value of the file and what it means. */
    public record Choice(String value, String label) {}

    /** What a new newsletter begins with: the values that a file has that does not name them. */
    NewsletterForm beginning() {
        NewsletterForm least =
                NewsletterForm.of(file.readOnConsole("least", LEAST).get(0));
        Map<String, String> values = new LinkedHashMap<>(least.values());
        values.keySet().removeIf(key -> key.equals("slug") || key.equals("name") || key.startsWith("sender."));
        values.put("schedule.zone", "UTC");
        return new NewsletterForm(values, List.of());
    }

    /** What each field is called, by its key. */
    public Map<String, String> labels() {
        return SettingsLabels.ALL;
    }

    /** The pairs of templates that there are. */
    public List<Choice> templates() {
        return templates.names().stream().map(name -> new Choice(name, name)).toList();
    }

    /** The names of several relays; empty when there is one. */
    public List<String> relays() {
        return relays.names();
    }

    public List<Choice> render() {
        return List.of(
                new Choice("shared", "Once for all who get the same"),
                new Choice("each", "For each reader: may compute with the reader’s values, and is slow"));
    }

    public List<Choice> order() {
        return List.of(
                new Choice("newest", "The newest first"),
                new Choice("oldest", "The oldest first"),
                new Choice("source", "As the sources have them"));
    }

    public List<Choice> leftovers() {
        return List.of(new Choice("carry", "Wait for the next edition"), new Choice("drop", "Are dropped"));
    }

    public List<Choice> missed() {
        return List.of(
                new Choice("merge", "One edition for all of them"),
                new Choice("separate", "An edition for each"),
                new Choice("drop", "None"));
    }

    public List<Choice> optIn() {
        return List.of(new Choice("double", "After a button in a mail is pressed"), new Choice("single", "At once"));
    }

    public List<Choice> inDoubt() {
        return List.of(
                new Choice("hold", "Wait for a decision: nobody gets it twice"),
                new Choice("resend", "Send again: nobody goes without"));
    }

    public List<Choice> archive() {
        return List.of(
                new Choice("public", "Anybody may read them on the site"), new Choice("none", "Only in the mails"));
    }

    public List<Choice> approval() {
        return List.of(
                new Choice("none", "Not needed: sent as selected"),
                new Choice("required", "Needed: waits until an operator approves"));
    }

    public List<Choice> unapproved() {
        return List.of(new Choice("skip", "Is skipped"), new Choice("send", "Is sent as it stands"));
    }
}
