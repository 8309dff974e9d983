package com.scrabbl.template;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code words("key", …)} in the templates of mails: the text of that key in the mail's language, its places {@code {0}},
 * {@code {1}} … filled. A place may be filled with markup, or with a value that differs from reader to reader: then the
 * text around it is escaped here.
 */
final class Words implements TemplateMethodModelEx {

    /** Private-use characters stand for markup until the text around it is escaped; no text of ours has any. */
    private static final char FIRST_MARK = '\uF000';

    private final Messages messages;
    private final Locale locale;

    Words(Messages messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof TemplateScalarModel name)) {
            throw new TemplateModelException("words needs a key, as in words(\"unsubscribe\")");
        }
        String key = name.getAsString();
        String text = messages.text(key, locale);
        if (text == null) {
            throw new TemplateModelException("there are no words \"%s\" in %s".formatted(key, Messages.ENGLISH));
        }
        List<MarkedText> markup = new ArrayList<>();
        Object[] values = new Object[arguments.size() - 1];
        for (int place = 0; place < values.length; place++) {
            values[place] = value((TemplateModel) arguments.get(place + 1), key, place, markup);
        }
        String filled = new MessageFormat(text, locale).format(values);
        return markup.isEmpty() ? filled : marked(filled, markup);
    }

    private static Object value(@Nullable TemplateModel model, String key, int place, List<MarkedText> markup)
            throws TemplateModelException {
        if (model instanceof MarkedText marked) {
            markup.add(marked);
            return String.valueOf((char) (FIRST_MARK + markup.size() - 1));
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

    private static MarkedText marked(String text, List<MarkedText> markup) {
        PartFormat format = markup.get(0).getOutputFormat();
        StringBuilder whole = new StringBuilder();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            int mark = text.charAt(at) - FIRST_MARK;
            if (mark >= 0 && mark < markup.size()) {
                whole.append(format.escapePlainText(text.substring(from, at)))
                        .append(markup.get(mark).asMarkup());
                from = at + 1;
            }
        }
        return MarkedText.markup(
                format,
                whole.append(format.escapePlainText(text.substring(from))).toString());
    }
}
