package com.scrabbl.site;

import freemarker.core.Environment;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/**
 * {@code words("key", …)} in the templates of pages: the text of that key in the page's language, its places {@code {0}},
 * {@code {1}} … filled. It is escaped as any other text is. A place may be filled with markup
 * ({@code <#assign link><a …>…</a></#assign>}); then the text is escaped here, and the markup is not.
 */
final class Words implements TemplateMethodModelEx {

    /** Private-use characters stand for markup until the text around it is escaped. */
    private static final char FIRST_MARK = '\uE000';

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof TemplateScalarModel key)) {
            throw new TemplateModelException("words needs a key");
        }
        List<String> markup = new ArrayList<>();
        Object[] values = new Object[arguments.size() - 1];
        for (int place = 0; place < values.length; place++) {
            values[place] = value((TemplateModel) arguments.get(place + 1), key.getAsString(), place, markup);
        }
        Locale locale = Environment.getCurrentEnvironment().getLocale();
        String text = messages.getMessage(key.getAsString(), values, locale);
        return markup.isEmpty() ? text : filled(text, markup);
    }

    private static Object value(TemplateModel model, String key, int place, List<String> markup)
            throws TemplateModelException {
        if (model instanceof TemplateHTMLOutputModel html) {
            markup.add(HTMLOutputFormat.INSTANCE.getMarkupString(html));
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

    private static TemplateHTMLOutputModel filled(String text, List<String> markup) throws TemplateModelException {
        StringBuilder html = new StringBuilder();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            int mark = text.charAt(at) - FIRST_MARK;
            if (mark >= 0 && mark < markup.size()) {
                html.append(HTMLOutputFormat.INSTANCE.escapePlainText(text.substring(from, at)))
                        .append(markup.get(mark));
                from = at + 1;
            }
        }
        html.append(HTMLOutputFormat.INSTANCE.escapePlainText(text.substring(from)));
        return HTMLOutputFormat.INSTANCE.fromMarkup(html.toString());
    }
}
