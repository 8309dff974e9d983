package com.scrabbl.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import nu.validator.client.EmbeddedValidator.OutputFormat;
import org.xml.sax.SAXException;

/** The W3C's checker of HTML, in this process. */
public final class Html {

    private Html() {}

    /** What is wrong with a page: errors and warnings with line and column. */
    public static List<String> mistakes(String page) {
        EmbeddedValidator validator = new EmbeddedValidator();
        validator.setOutputFormat(OutputFormat.GNU);
        validator.setForceHTML(true);
        try {
            String found = validator.validate(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
            return found.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            return List.of(e.toString());
        }
    }
}
