package com.scrabbl.template;

import com.helger.css.decl.CSSDeclaration;
import com.helger.css.decl.CSSMediaRule;
import com.helger.css.decl.CSSSelector;
import com.helger.css.decl.CSSSelectorAttribute;
import com.helger.css.decl.CSSSelectorSimpleMember;
import com.helger.css.decl.CSSStyleRule;
import com.helger.css.decl.CascadingStyleSheet;
import com.helger.css.decl.ECSSSelectorCombinator;
import com.helger.css.decl.ICSSSelectorMember;
import com.helger.css.decl.ICSSTopLevelRule;
import com.helger.css.handler.DoNothingCSSParseExceptionCallback;
import com.helger.css.reader.CSSReader;
import com.helger.css.reader.CSSReaderSettings;
import com.helger.css.reader.errorhandler.DoNothingCSSInterpretErrorHandler;
import com.helger.css.reader.errorhandler.ThrowingCSSParseErrorHandler;
import com.helger.css.writer.CSSWriterSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * A mail's stylesheet, in two parts: plain rules, which are written into the elements, and what only a mail program can
 * apply. Queries, states ({@code :hover}), what programs put in ({@code [data-ogsc]}) and whatever is
 * {@code !important} stay in the head. Immutable.
 */
final class Stylesheet {

    private static final CSSWriterSettings SHORT =
            new CSSWriterSettings().setOptimizedOutput(true).setRemoveUnnecessaryCode(false);

    private static final Pattern OF_PROGRAMS = Pattern.compile("\\[(?:data|x)-.*");

    private static final int ID = 1_000_000;
    private static final int CLASS = 1_000;

    /** A rule for the elements' own styles, of one selector. */
    record Plain(Evaluator selector, int specificity, Map<String, String> declarations) {}

    /**
     * A rule of one selector that stays.
     *
     * @param query in which it stands; null when in none
     * @param classes that an element must have for it to matter
     */
    record Kept(@Nullable String query, String selector, Set<String> classes, String declarations) {}

    private final List<Plain> plain = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();

    private Stylesheet() {}

    /**
     * @param file whose text it is, for what is told of mistakes
     * @throws TemplateProblemException when it is no stylesheet, or has @-rules other than {@code @media}
     */
    static Stylesheet parse(String file, String css) {
        Stylesheet sheet = new Stylesheet();
        CascadingStyleSheet parsed = read(file, css);
        if (parsed.hasImportRules()) {
            throw new TemplateProblemException(file, 0, 0, "mail programs load no other stylesheet; take @import out");
        }
        for (ICSSTopLevelRule rule : parsed.getAllRules()) {
            if (rule instanceof CSSStyleRule style) {
                sheet.add(null, style);
            } else if (rule instanceof CSSMediaRule media) {
                sheet.add(file, media);
            } else {
                throw refused(file, rule);
            }
        }
        sheet.plain.sort(Comparator.comparingInt(Plain::specificity));
        return sheet;
    }

    private static CascadingStyleSheet read(String file, String css) {
        int[] place = new int[2];
        StringBuilder problem = new StringBuilder();
        CSSReaderSettings settings = new CSSReaderSettings()
                .setUseSourceLocation(true)
                .setCustomErrorHandler(new ThrowingCSSParseErrorHandler())
                .setInterpretErrorHandler(new DoNothingCSSInterpretErrorHandler())
                .setCustomExceptionHandler(new DoNothingCSSParseExceptionCallback() {
                    @Override
                    public void onException(com.helger.css.parser.ParseException e) {
                        if (e.currentToken != null && e.currentToken.next != null) {
                            place[0] = e.currentToken.next.beginLine;
                            place[1] = e.currentToken.next.beginColumn;
                            problem.append("`")
                                    .append(e.currentToken.next.image)
                                    .append("`");
                        }
                    }
                });
        CascadingStyleSheet sheet = CSSReader.readFromStringReader(css, settings);
        if (sheet == null) {
            throw new TemplateProblemException(
                    file,
                    place[0],
                    place[1],
                    "it is no stylesheet: " + (problem.isEmpty() ? "it" : problem) + " is not expected here");
        }
        return sheet;
    }

    private static TemplateProblemException refused(String file, ICSSTopLevelRule rule) {
        String text = rule.getAsCSSString(SHORT);
        String name = text.substring(0, Math.max(text.indexOf('{'), 0)).strip();
        return new TemplateProblemException(
                file, 0, 0, "`%s`: of the @-rules mail programs know @media alone, not in one another".formatted(name));
    }

    private void add(String file, CSSMediaRule media) {
        String text = media.getAsCSSString(SHORT);
        String query = text.substring(0, text.indexOf('{'));
        for (ICSSTopLevelRule rule : media.getAllRules()) {
            if (!(rule instanceof CSSStyleRule style)) {
                throw refused(file, rule);
            }
            add(query, style);
        }
    }

    private void add(@Nullable String query, CSSStyleRule rule) {
        Map<String, String> own = new LinkedHashMap<>();
        StringBuilder important = new StringBuilder();
        StringBuilder all = new StringBuilder();
        for (CSSDeclaration declaration : rule.getAllDeclarations()) {
            append(all, declaration);
            if (declaration.isImportant()) {
                append(important, declaration);
            } else {
                put(own, declaration.getProperty(), declaration.getExpressionAsCSSString());
            }
        }
        for (CSSSelector selector : rule.getAllSelectors()) {
            if (query != null || isForPrograms(selector)) {
                keep(query, selector, all);
            } else {
                if (!own.isEmpty()) {
                    Evaluator evaluator = QueryParser.parse(selector.getAsCSSString(SHORT));
                    plain.add(new Plain(evaluator, specificity(selector), own));
                }
                keep(null, selector, important);
            }
        }
    }

    private void keep(@Nullable String query, CSSSelector selector, StringBuilder declarations) {
        if (!declarations.isEmpty()) {
            kept.add(new Kept(query, selector.getAsCSSString(SHORT), classes(selector), declarations.toString()));
        }
    }

    private static void append(StringBuilder css, CSSDeclaration declaration) {
        css.append(css.isEmpty() ? "" : ";")
                .append(declaration.getProperty())
                .append(':')
                .append(declaration.getExpressionAsCSSString())
                .append(declaration.isImportant() ? " !important" : "");
    }

    /** A later declaration comes later: it may be a part of an earlier one. */
    static void put(Map<String, String> declarations, String property, String value) {
        declarations.remove(property);
        declarations.put(property, value);
    }

    private static boolean isForPrograms(CSSSelector selector) {
        return !selector.getAllMembers().stream()
                .allMatch(member -> member instanceof ECSSSelectorCombinator
                        || member instanceof CSSSelectorSimpleMember simple && !simple.isPseudo()
                        || member instanceof CSSSelectorAttribute
                                && !OF_PROGRAMS
                                        .matcher(member.getAsCSSString(SHORT))
                                        .matches());
    }

    private static int specificity(CSSSelector selector) {
        int specificity = 0;
        for (ICSSSelectorMember member : selector.getAllMembers()) {
            if (member instanceof CSSSelectorAttribute) {
                specificity += CLASS;
            } else if (member instanceof CSSSelectorSimpleMember simple) {
                specificity += simple.isHash() ? ID : simple.isClass() ? CLASS : simple.isElementName() ? 1 : 0;
            }
        }
        return specificity;
    }

    private static Set<String> classes(CSSSelector selector) {
        Set<String> classes = new TreeSet<>();
        for (ICSSSelectorMember member : selector.getAllMembers()) {
            if (member instanceof CSSSelectorSimpleMember simple && simple.isClass()) {
                classes.add(simple.getValue().substring(1));
            }
        }
        return classes;
    }

    /** By specificity, then by place: each outdoes those before it. */
    List<Plain> plain() {
        return List.copyOf(plain);
    }

    /** In their order. */
    List<Kept> kept() {
        return List.copyOf(kept);
    }
}
