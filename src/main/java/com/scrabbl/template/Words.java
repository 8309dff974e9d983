package com.scrabbl.template;

import freemarker.core.MarkupOutputFormat;
import freemarker.core.TemplateMarkupOutputModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code words("key", …)} in templates: the text of that key in the language of the page or mail, its places {@code {0}},
 * {@code {1}} … filled. It is escaped as any other text is. A place may be filled with markup, as
 * {@code <#assign link><a …>…</a></#assign>} is, or with a value that differs from reader to reader: then the text around it
 * is escaped here, and the markup is not.
 *
 * @param <M> the markup of what the template writes
 */
public final class Words<M extends TemplateMarkupOutputModel<M>> implements TemplateMethodModelEx {

    /** Private-use characters stand for markup until the text around it is escaped; no text of ours has any. */
    private static final char FIRST_MARK = '\uF000';

    private final Class<M> kind;
    private final Markup<M> markup;
    private final Texts texts;

    /**
     * @param kind of markup that may fill a place
     * @param markup tells it as a string
     */
    public Words(Class<M> kind, Markup<M> markup, Texts texts) {
        this.kind = kind;
        this.markup = markup;
        this.texts = texts;
    }

    /** A piece of markup as it is printed. */
    @FunctionalInterface
    public interface Markup<M> {
        String string(M piece) throws TemplateModelException;
    }

    /** Texts by their keys. */
    @FunctionalInterface
    public interface Texts {
        /**
         * The text of that key, its places filled.
         *
         * @param values texts and numbers
         */
        String filled(String key, Object[] values) throws TemplateModelException;
    }

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof TemplateScalarModel name)) {
            throw new TemplateModelException("words needs a key, as in words(\"unsubscribe\")");
        }
        String key = name.getAsString();
        List<M> pieces = new ArrayList<>();
        Object[] values = new Object[arguments.size() - 1];
        for (int place = 0; place < values.length; place++) {
            values[place] = value((TemplateModel) arguments.get(place + 1), key, place, pieces);
        }
        String text = texts.filled(key, values);
        return pieces.isEmpty() ? text : marked(text, pieces);
    }

    private Object value(@Nullable TemplateModel model, String key, int place, List<M> pieces)
            throws TemplateModelException {
        if (kind.isInstance(model)) {
            pieces.add(kind.cast(model));
            return String.valueOf((char) (FIRST_MARK + pieces.size() - 1));
        }
        if (model instanceof TemplateNumberModel number) {
            return number.getAsNumber();
        }
        if (model instanceof TemplateScalarModel text) {
            return text.getAsString();
        }
        throw new TemplateModelException(
                "words(\"%s\") has no text, number or markup for its place {%d}".formatted(key, place));
    }

    private M marked(String text, List<M> pieces) throws TemplateModelException {
        MarkupOutputFormat<M> format = pieces.get(0).getOutputFormat();
        StringBuilder whole = new StringBuilder();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            int mark = text.charAt(at) - FIRST_MARK;
            if (mark >= 0 && mark < pieces.size()) {
                whole.append(format.escapePlainText(text.substring(from, at))).append(markup.string(pieces.get(mark)));
                from = at + 1;
            }
        }
        return format.fromMarkup(
                whole.append(format.escapePlainText(text.substring(from))).toString());
    }
}
