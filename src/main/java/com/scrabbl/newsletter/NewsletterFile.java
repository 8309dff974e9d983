package com.scrabbl.newsletter;

import com.scrabbl.article.Sources;
import com.scrabbl.template.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Reads files that declare newsletters: YAML as {@code src/docs/newsletter-file.md} describes it. */
@Component
public class NewsletterFile {

    private static final int MOST_BYTES = 1_000_000;

    private final Templates templates;
    private final Sources sources;

    NewsletterFile(Templates templates, Sources sources) {
        this.templates = templates;
        this.sources = sources;
    }

    /**
     * The newsletters that the file declares, in its order, with paths counted from its folder.
     *
     * @throws NewsletterFileException when anything in it is wrong; it tells everything that is
     */
    public List<NewsletterSettings> read(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return read(file.toString(), text(file), Objects.requireNonNull(folder, "a file is in a folder"));
    }

    /**
     * The newsletters that such a text declares, in its order.
     *
     * @param name of the text in what is told of it
     * @param folder from which paths in it count
     * @throws NewsletterFileException when anything in it is wrong; it tells everything that is
     */
    public List<NewsletterSettings> read(String name, String text, Path folder) {
        if (text.length() > MOST_BYTES) {
            throw new NewsletterFileException(List.of("%s: is larger than %d bytes".formatted(name, MOST_BYTES)));
        }
        DeclaredSources declared = new DeclaredSources(folder.toAbsolutePath().normalize(), sources);
        return YamlDocument.read(name, text, new Declarations(templates, declared)::newsletters);
    }

    private static String text(Path file) {
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

    private static NewsletterFileException wrong(Path file, String what) {
        return new NewsletterFileException(List.of("%s: %s".formatted(file, what)));
    }
}
