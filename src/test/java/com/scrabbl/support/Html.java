package com.scrabbl.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nu.validator.client.EmbeddedValidator;
import nu.validator.validation.SimpleDocumentValidator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The W3C's checker of HTML, in this process. Its schema is read once: that takes a hundred times as long as a page. */
public final class Html {

    /**
     * What Outlook on Windows needs, which sets mails with Word: a namespace for its true pixels, its own way to hide, and
     * attributes of tables and cells, since it does without most of CSS there.
     */
    private static final Pattern FOR_OUTLOOK =
            Pattern.compile("ttribute (with the local name )?“xmlns:o”|CSS: “mso-hide”"
                    + "|“(align|valign|width)” attribute on the “td” element is obsolete"
                    + "|“(border|cellpadding|cellspacing|width)” attribute on the “table” element is obsolete");

    private static @Nullable SimpleDocumentValidator checker;

    private Html() {}

    /** What is wrong with a page: errors and warnings with line and column. */
    public static synchronized List<String> mistakes(String page) {
        Mistakes mistakes = new Mistakes();
        try {
            SimpleDocumentValidator present = checker();
            present.setUpValidatorAndParsers(mistakes, false, false);
            InputSource source = new InputSource(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
            source.setEncoding(StandardCharsets.UTF_8.name());
            present.checkHtmlInputSource(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            mistakes.found.add(e.toString());
        }
        return mistakes.found;
    }

    /** The same of a mail, but for what Outlook needs. */
    public static List<String> mistakesInMail(String html) {
        return mistakes(html).stream()
                .filter(FOR_OUTLOOK.asPredicate().negate())
                .toList();
    }

    private static SimpleDocumentValidator checker() {
        if (checker == null) {
            try {
                SimpleDocumentValidator made = new SimpleDocumentValidator(true, false, true);
                made.setUpMainSchema(EmbeddedValidator.SCHEMA_URL, new Mistakes());
                checker = made;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return checker;
    }

    private static final class Mistakes implements ErrorHandler {

        private final List<String> found = new ArrayList<>();

        @Override
        public void warning(SAXParseException mistake) {
            add("warning", mistake);
        }

        @Override
        public void error(SAXParseException mistake) {
            add("error", mistake);
        }

        @Override
        public void fatalError(SAXParseException mistake) {
            add("fatal error", mistake);
        }

        private void add(String kind, SAXParseException mistake) {
            found.add("%d.%d: %s: %s"
                    .formatted(mistake.getLineNumber(), mistake.getColumnNumber(), kind, mistake.getMessage()));
        }
    }
}
