package com.scrabbl.delivery;

import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One rule of {@code smtp-rules.yml}: which refusals it reads, and as what. An empty list, or no pattern, asks for nothing.
 *
 * @param providers names of receiving providers
 * @param codes basic codes: {@code 550}, or {@code 5xx} for all that begin so
 * @param enhanced enhanced codes: {@code 5.1.1}, {@code X.1.1} whatever its first number, {@code X.1.X} whatever the last one
 *     too, or {@code none} for a reply without one
 * @param pattern is found somewhere in the text behind the codes
 * @param source who says so
 */
record ReplyRule(
        List<String> providers,
        List<Stage> stages,
        List<String> codes,
        List<String> enhanced,
        @Nullable Pattern pattern,
        Reading reading,
        String source) {

    /** The enhanced code of a reply without one. */
    static final String NONE = "none";

    ReplyRule {
        if (providers.isEmpty() && stages.isEmpty() && codes.isEmpty() && enhanced.isEmpty() && pattern == null) {
            throw new IllegalArgumentException(
                    "reads every reply; allowed: at least one of provider, stage, code, enhanced, pattern");
        }
    }

    boolean reads(Stage stage, SmtpReply reply, String provider) {
        return (providers.isEmpty() || providers.contains(provider))
                && (stages.isEmpty() || stages.contains(stage))
                && (codes.isEmpty() || codes.stream().anyMatch(code -> isCode(code, reply.code())))
                && (enhanced.isEmpty() || enhanced.stream().anyMatch(code -> isEnhanced(code, enhanced(reply))))
                && (pattern == null || pattern.matcher(reply.text()).find());
    }

    private static boolean isCode(String rule, int code) {
        return rule.endsWith("xx") ? rule.charAt(0) - '0' == code / 100 : rule.equals(Integer.toString(code));
    }

    private static boolean isEnhanced(String rule, String code) {
        if (rule.equals(NONE) || code.equals(NONE)) {
            return rule.equals(code);
        }
        String[] wanted = rule.split("\\.");
        String[] has = code.split("\\.");
        for (int part = 0; part < has.length; part++) {
            if (!wanted[part].equals("X") && !wanted[part].equals(has[part])) {
                return false;
            }
        }
        return true;
    }

    /** Some gateways write {@code 550 #5.1.1}. */
    private static String enhanced(SmtpReply reply) {
        String code = reply.enhanced();
        if (code != null) {
            return code;
        }
        String text = reply.text();
        int end = text.indexOf(' ');
        String first = end < 0 ? text : text.substring(0, end);
        return first.matches("#[245]\\.\\d{1,3}\\.\\d{1,3}") ? first.substring(1) : NONE;
    }
}
