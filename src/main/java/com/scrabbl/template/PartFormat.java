package com.scrabbl.template;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.MarkupOutputFormat;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * How a part of the mail is written. FreeMarker's stock formats hand out the string behind their markup, so that a
 * template could compute with a marker and never know; these two refuse.
 */
final class PartFormat extends MarkupOutputFormat<MarkedText> {

    /** HTML, escaped as FreeMarker's own format does. */
    static final PartFormat HTML = new PartFormat("HTML", "text/html", true);

    /** Plain text and the subject: nothing is escaped, and yet a slot is no string. */
    static final PartFormat TEXT = new PartFormat("mailText", "text/plain", false);

    private final String name;
    private final String mimeType;
    private final boolean escapes;

    private PartFormat(String name, String mimeType, boolean escapes) {
        this.name = name;
        this.mimeType = mimeType;
        this.escapes = escapes;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getMimeType() {
        return mimeType;
    }

    @Override
    public boolean isOutputFormatMixingAllowed() {
        return false;
    }

    @Override
    public boolean isAutoEscapedByDefault() {
        return true;
    }

    @Override
    public MarkedText fromPlainTextByEscaping(String text) {
        return MarkedText.plain(this, text);
    }

    @Override
    public MarkedText fromMarkup(String markup) {
        return MarkedText.markup(this, markup);
    }

    @Override
    public String escapePlainText(String text) {
        return escapes ? HTMLOutputFormat.INSTANCE.escapePlainText(text) : text;
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(escapePlainText(text));
    }

    @Override
    public void output(MarkedText text, Writer out) throws IOException {
        out.write(text.asMarkup());
    }

    @Override
    public @Nullable String getSourcePlainText(MarkedText text) {
        return text.isPlain() || !escapes ? text.text() : null;
    }

    @Override
    public String getMarkupString(MarkedText text) throws TemplateModelException {
        if (SlotMarkers.anyIn(text.text())) {
            throw new TemplateModelException(SlotMarkers.COMPUTED);
        }
        return text.asMarkup();
    }

    @Override
    public MarkedText concat(MarkedText left, MarkedText right) {
        return left.isPlain() && right.isPlain()
                ? MarkedText.plain(this, left.text() + right.text())
                : MarkedText.markup(this, left.asMarkup() + right.asMarkup());
    }

    @Override
    public boolean isEmpty(MarkedText text) {
        return text.text().isEmpty();
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return escapes && HTMLOutputFormat.INSTANCE.isLegacyBuiltInBypassed(builtIn);
    }
}
