package com.scrabbl.template;

import freemarker.template.ObjectWrapper;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The links of a mail: those of the reader, and beside them those that are the same for everybody. */
final class LinksHash implements TemplateHashModel {

    private final PersonalHash personal;
    private final Map<?, ?> shared;
    private final ObjectWrapper wrapper;

    LinksHash(PersonalHash personal, @Nullable Object shared, ObjectWrapper wrapper) {
        this.personal = personal;
        this.shared = shared instanceof Map<?, ?> links ? links : Map.of();
        this.wrapper = wrapper;
    }

    @Override
    public @Nullable TemplateModel get(String key) throws TemplateModelException {
        TemplateModel link = personal.get(key);
        return link != null || !shared.containsKey(key) ? link : wrapper.wrap(shared.get(key));
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
