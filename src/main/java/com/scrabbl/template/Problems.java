package com.scrabbl.template;

import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns FreeMarker's many-lined complaints into one sentence with its place. */
final class Problems {

    private static final Pattern FIRST_PARAGRAPH = Pattern.compile(
            "(?:\\R(?:----|==>|\\R|Tip:|The failing instruction)|\\s+The name was interpreted by this).*",
            Pattern.DOTALL);
    /** The class of a value tells an author nothing. */
    private static final Pattern WRAPPER = Pattern.compile(" \\(wrapper: [^)]*\\)");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Problems() {}

    static TemplateProblemException syntax(String template, ParseException e) {
        String name = e.getTemplateName() == null ? template : e.getTemplateName();
        return new TemplateProblemException(
                name, e.getLineNumber(), e.getColumnNumber(), sentence(e.getEditorMessage()));
    }

    static TemplateProblemException rendering(String template, TemplateException e) {
        if (e.getCause() instanceof ParseException syntax) {
            return syntax(template, syntax);
        }
        String name = e.getTemplateSourceName() == null ? template : e.getTemplateSourceName();
        int line = e.getLineNumber() == null ? 0 : e.getLineNumber();
        int column = e.getColumnNumber() == null ? 0 : e.getColumnNumber();
        return new TemplateProblemException(name, line, column, problem(e));
    }

    private static String problem(TemplateException e) {
        String blamed = e.getBlamedExpressionString();
        if (e instanceof InvalidReferenceException && blamed != null) {
            return "`%s` is missing; give it a fallback, as in ${%s!\"…\"}, or ask for it first with <#if %s??>"
                    .formatted(blamed, blamed, blamed);
        }
        String message = String.valueOf(e.getMessageWithoutStackTop());
        if (message.contains(MarkedText.class.getName()) || message.contains("." + MarkedText.class.getSimpleName())) {
            return (blamed == null ? "" : "`" + blamed + "`: ") + SlotMarkers.COMPUTED;
        }
        return sentence(message);
    }

    private static String sentence(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "it cannot be rendered";
        }
        String first = FIRST_PARAGRAPH
                .matcher(WRAPPER.matcher(message.strip()).replaceAll(""))
                .replaceFirst("");
        String flat = SlotMarkers.cleaned(BLANKS.matcher(first).replaceAll(" ").strip());
        return flat.length() > 300 ? flat.substring(0, 299) + "…" : flat;
    }
}
