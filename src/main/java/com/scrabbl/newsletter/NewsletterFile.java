package com.scrabbl.newsletter;

import com.scrabbl.article.Sources;
import com.scrabbl.mail.Relays;
import com.scrabbl.template.Templates;
import com.scrabbl.yaml.WrongFileException;
import com.scrabbl.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Reads files that declare newsletters: YAML as {@code src/docs/newsletter-file.md} describes it. */
@Component
public class NewsletterFile {

    private final Templates templates;
    private final Sources sources;
    private final Relays relays;

    NewsletterFile(Templates templates, Sources sources, Relays relays) {
        this.templates = templates;
        this.sources = sources;
        this.relays = relays;
    }

    /**
     * The newsletters that the file declares, in its order, with paths counted from its folder.
     *
     * @throws WrongFileException when anything in it is wrong; it tells everything that is
     */
    public List<NewsletterSettings> read(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return read(
                file.toString(),
                YamlDocument.text(file),
                Objects.requireNonNull(folder, "a file is in a folder"),
                false);
    }

    /**
     * The newsletters that a text from the console declares, in its order, with paths counted from the working directory.
     * Its sources lie only where the settings allow the console to name them, or stand so already.
     *
     * @param name of the text in what is told of it
     * @throws WrongFileException when anything in it is wrong; it tells everything that is
     */
    public List<NewsletterSettings> readOnConsole(String name, String text) {
        return read(name, text, Path.of(""), true);
    }

    private List<NewsletterSettings> read(String name, String text, Path folder, boolean onConsole) {
        DeclaredSources declared = new DeclaredSources(folder.toAbsolutePath().normalize(), sources, onConsole);
        return YamlDocument.read(
                name,
                text,
                "newsletters, and a list of them",
                new Declarations(templates, declared, relays.names())::newsletters);
    }
}
