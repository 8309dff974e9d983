package com.scrabbl.template;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One level of the personal values as a template sees it, {@code reader} or {@code reader.attributes}. Its keys cannot be
 * listed: a template asks by name.
 */
final class PersonalHash implements TemplateHashModel {

    private static final Set<String> LEVELS = Set.of("reader.attributes");
    /** What can neither be a slot's name nor stand in a list of them. */
    private static final Pattern UNNAMEABLE = Pattern.compile("[|\\p{Cntrl}\uE000-\uF8FF]|.{150,}", Pattern.DOTALL);

    private final String level;
    private final PersonalValues values;
    private final SlotMarkers markers;
    private final PartFormat format;

    PersonalHash(String level, PersonalValues values, SlotMarkers markers, PartFormat format) {
        this.level = level;
        this.values = values;
        this.markers = markers;
        this.format = format;
    }

    @Override
    public @Nullable TemplateModel get(String key) throws TemplateModelException {
        String name = level + "." + key;
        if (LEVELS.contains(name)) {
            return new PersonalHash(name, values, markers, format);
        }
        if (UNNAMEABLE.matcher(key).find() || !values.isThere(name)) {
            return null;
        }
        String plain = values.plain(name);
        return plain == null ? MarkedText.plain(format, markers.markerFor(name)) : new SimpleScalar(plain);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
