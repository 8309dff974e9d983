package com.scrabbl.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.function.IntPredicate;

/** The part of an address after the @: at least two labels of letters, digits and hyphens, or their international forms. */
final class MailDomain {

    private static final int LONGEST = 255;
    private static final int LONGEST_LABEL = 63;

    private MailDomain() {}

    /** In lower case and A-labels. */
    static String normal(String typed) {
        if (typed.isEmpty()) {
            throw new InvalidPartException("there is nothing after the @");
        }
        if (typed.startsWith("[")) {
            throw new InvalidPartException("after the @ stands an IP address where a domain name is wanted");
        }
        String domain = aLabels(typed);
        if (domain.length() > LONGEST) {
            throw new InvalidPartException("the domain is too long, more than %d octets".formatted(LONGEST));
        }
        requireLabels(typed, domain.split("\\.", -1));
        return domain;
    }

    private static String aLabels(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (all(lower, c -> c < 128)) {
            return lower;
        }
        if (lower.contains("ß") || lower.contains("ς")) {
            // java.net.IDN maps them to "ss" and "σ", which today is another domain, and perhaps another's mailbox.
            throw new InvalidPartException(
                    "domains with \"ß\" or \"ς\" are read in two ways; write the domain in its form that begins with xn--");
        }
        try {
            return IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new InvalidPartException("\"%s\" is not a domain name".formatted(typed));
        }
    }

    private static void requireLabels(String typed, String[] labels) {
        for (String label : labels) {
            if (label.isEmpty()) {
                throw new InvalidPartException("a dot stands first, last or beside another one in the domain");
            }
            if (!isLabel(label)) {
                throw new InvalidPartException("\"%s\" is not a domain name".formatted(typed));
            }
        }
        if (labels.length == 1) {
            throw new InvalidPartException("the domain \"%s\" has no dot".formatted(typed));
        }
        if (all(labels[labels.length - 1], MailDomain::isDigit)) {
            throw new InvalidPartException("the domain \"%s\" ends in a number".formatted(typed));
        }
    }

    private static boolean isLabel(String label) {
        return label.length() <= LONGEST_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && all(label, c -> c >= 'a' && c <= 'z' || isDigit(c) || c == '-');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean all(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
