package com.scrabbl.template;

import freemarker.core.TemplateMarkupOutputModel;

/** A piece of output in one of our formats: text that has yet to be escaped for its part, or markup that is ready to print. */
final class MarkedText implements TemplateMarkupOutputModel<MarkedText> {

    private final PartFormat format;
    private final String text;
    private final boolean markup;

    private MarkedText(PartFormat format, String text, boolean markup) {
        this.format = format;
        this.text = text;
        this.markup = markup;
    }

    static MarkedText plain(PartFormat format, String text) {
        return new MarkedText(format, text, false);
    }

    static MarkedText markup(PartFormat format, String text) {
        return new MarkedText(format, text, true);
    }

    @Override
    public PartFormat getOutputFormat() {
        return format;
    }

    boolean isPlain() {
        return !markup;
    }

    String text() {
        return text;
    }

    String asMarkup() {
        return markup ? text : format.escapePlainText(text);
    }
}
