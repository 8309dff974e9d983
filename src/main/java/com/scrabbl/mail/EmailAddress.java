package com.scrabbl.mail;

import java.util.Locale;

/**
 * An e-mail address whose syntax holds (RFC 5321 §4.1.2, with the non-ASCII characters of RFC 6531). Any top-level
 * domain passes; address literals, domains of one label, control and invisible characters do not. Two addresses are
 * the same mailbox when their {@link #normal()} forms are equal.
 *
 * <p>Look-alikes are dealt with at the door, {@link #parse}. Full-width ASCII becomes ASCII, which is what its writer meant
 * (the width mapping of RFC 8265 §3.3.2). Other compatibility characters before the @ (a mathematical letter, a ligature) are
 * refused as RFC 8264 §9.17 does; mapping them is not for us, since RFC 6532 §3.1 warns of NFKC, and only the receiver may say
 * which mailboxes are the same (RFC 5321 §2.3.11). Default-ignorable characters are refused (RFC 8264 §9.13), and labels that
 * begin with {@code xn--} and do not decode to an international label of that spelling (RFC 5891 §5.4). Letters of another
 * script that look alike stay different.
 *
 * @param typed as a person typed it, without the space around it: for display, at most 320 characters
 * @param normal what is unique, compared and mailed: lower case, no needless quotes, the domain in A-labels; at most
 *     254 octets
 */
public record EmailAddress(String typed, String normal) {

    private static final int LONGEST_TYPED = 320;
    private static final int LONGEST_NORMAL = 254;
    private static final int LONGEST_QUOTE = 100;

    public EmailAddress {
        if (!normal.equals(normalise(typed))) {
            throw new IllegalArgumentException(
                    "\"%s\" is not the normal form of %s".formatted(quotable(normal), quotable(typed)));
        }
    }

    /**
     * The address that was typed, space around it left out.
     *
     * @throws IllegalArgumentException when it is none; the message quotes it and says what is wrong
     */
    public static EmailAddress parse(String typed) {
        String trimmed = trim(typed);
        try {
            String narrow = LookAlikes.narrow(trimmed);
            String normal = normalise(narrow);
            LookAlikes.requireNone(narrow, normal);
            return new EmailAddress(narrow, normal);
        } catch (InvalidPartException e) {
            throw refused(trimmed, e);
        }
    }

    /**
     * An address that was let in before and is kept as it was typed. Those of former versions, which took look-alikes, are
     * read as they are.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static EmailAddress ofStored(String typed) {
        try {
            return new EmailAddress(typed, normalise(typed));
        } catch (InvalidPartException e) {
            throw refused(typed, e);
        }
    }

    /**
     * The one form of a domain: A-labels in lower case. A single label, such as a top-level domain, is one too.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static String canonicalDomain(String typed) {
        return parse("x@x." + typed.strip()).domain().substring(2);
    }

    /**
     * What is typed to find addresses by their beginning or their domain, as normal forms have it: in lower case, full-width
     * ASCII as ASCII, a whole domain after an @ in A-labels.
     */
    public static String sought(String typed) {
        String narrow = LookAlikes.narrow(trim(typed)).toLowerCase(Locale.ROOT);
        int at = narrow.lastIndexOf('@');
        if (at < 0 || at == narrow.length() - 1) {
            return narrow;
        }
        try {
            return narrow.substring(0, at + 1) + canonicalDomain(narrow.substring(at + 1));
        } catch (IllegalArgumentException e) {
            // Half a domain, typed so far.
            return narrow;
        }
    }

    /**
     * What tries to reach one mailbox are counted by: the normal form without what follows a {@code +} (RFC 5233). It is no
     * address, and two people may share it.
     */
    public String withoutDetail() {
        int plus = normal.indexOf('+', 1);
        int at = normal.lastIndexOf('@');
        return plus < 0 || plus > at ? normal : normal.substring(0, plus) + normal.substring(at);
    }

    private static IllegalArgumentException refused(String typed, InvalidPartException e) {
        return new IllegalArgumentException(
                "\"%s\" is not an e-mail address: %s".formatted(quotable(typed), e.getMessage()), e);
    }

    /** The domain of the normal form: A-labels in lower case. */
    public String domain() {
        return normal.substring(normal.lastIndexOf('@') + 1);
    }

    /** Whether the part before the @ is ASCII; a relay without SMTPUTF8 takes no other. */
    public boolean ascii() {
        return normal.chars().allMatch(c -> c < 128);
    }

    @Override
    public String toString() {
        return typed;
    }

    private static String normalise(String typed) {
        if (typed.isEmpty()) {
            throw new InvalidPartException("it is empty");
        }
        if (typed.length() > LONGEST_TYPED) {
            throw new InvalidPartException("it is too long, %d characters".formatted(typed.length()));
        }
        if (!isVisibleAscii(typed)) {
            typed.codePoints().filter(EmailAddress::unseen).findFirst().ifPresent(c -> {
                throw new InvalidPartException("it contains an invisible character (U+%04X)".formatted(c));
            });
        }
        int at = typed.lastIndexOf('@');
        if (at < 0) {
            throw new InvalidPartException("there is no @ in it");
        }
        String normal = LocalPart.normal(typed.substring(0, at)) + "@" + MailDomain.normal(typed.substring(at + 1));
        if (LocalPart.octets(normal) > LONGEST_NORMAL) {
            throw new InvalidPartException("it is too long, more than %d octets".formatted(LONGEST_NORMAL));
        }
        return normal;
    }

    /** Lists come with no-break spaces, byte order marks and the like around an address. */
    private static String trim(String typed) {
        int start = 0;
        int end = typed.length();
        while (start < end && margin(typed.charAt(start))) {
            start++;
        }
        while (end > start && margin(typed.charAt(end - 1))) {
            end--;
        }
        return typed.substring(start, end);
    }

    private static boolean margin(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }

    /** Nearly all addresses are that, and seen to be so at once. */
    private static boolean isVisibleAscii(String typed) {
        for (int i = 0; i < typed.length(); i++) {
            if (typed.charAt(i) < ' ' || typed.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean unseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> codePoint == 0xFFFD;
        };
    }

    private static String quotable(String text) {
        StringBuilder seen = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .forEach(c -> seen.appendCodePoint(unseen(c) || LookAlikes.ignorable(c) ? '?' : c));
        return seen.append(text.length() > LONGEST_QUOTE ? "…" : "").toString();
    }
}
