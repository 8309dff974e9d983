package com.scrabbl.people;

import com.nulabinc.zxcvbn.Zxcvbn;
import com.scrabbl.newsletter.Publication;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which passwords are taken, after NIST SP 800-63B: no rules on kinds of characters, but none that others guess soon. A
 * password is not made of the user's name, the publication's or its address, is none of the 30,000 usual ones that
 * zxcvbn knows, nor close to one.
 */
@Component
public class PasswordRules {

    /** Shorter words are part of too many good passwords. */
    private static final int SHORTEST_WORD = 3;

    /** What has to be left of a password without the names that everybody knows. */
    private static final int LEAST_LEFT = 8;

    /** Measuring takes long on long texts: of those the beginning and the end are measured. */
    private static final int MEASURED = 48;

    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final Publication publication;

    PasswordRules(Publication publication) {
        this.publication = publication;
    }

    /**
     * The password, if that user may have it.
     *
     * @throws UserRefusedException when it is too short or too long, or others would guess it soon
     */
    public Password choose(String user, String typed) {
        Password wanted = new Password(typed);
        if (isOfNames(user, wanted)) {
            throw new UserRefusedException(
                    "That password is weak: it is little more than your name, the publication's or its address. Choose another one.");
        }
        if (strength(user, wanted) == PasswordStrength.WEAK) {
            throw new UserRefusedException(
                    "That password is weak: it is one of those that are tried first, or close to one. Three or four words that have nothing to do with each other are strong.");
        }
        return wanted;
    }

    /** What a form says while a user types this password: how strong it is, or why it is not taken; empty for none. */
    public String verdict(String user, String typed) {
        if (typed.isEmpty()) {
            return "";
        }
        try {
            return switch (strength(user, choose(user, typed))) {
                case STRONG -> "This password is strong.";
                case FAIR, WEAK -> "This password is fair. One more word makes it strong.";
            };
        } catch (UserRefusedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** How strong this password of that user is. */
    public PasswordStrength strength(String user, Password password) {
        if (isOfNames(user, password)) {
            return PasswordStrength.WEAK;
        }
        String text = password.text();
        String begin = text.substring(0, Math.min(text.length(), MEASURED));
        String end = text.substring(Math.max(0, text.length() - MEASURED));
        int score = Stream.of(begin, end)
                .distinct()
                .mapToInt(part -> zxcvbn.measure(part, names(user)).getScore())
                .max()
                .orElse(0);
        return score < 3 ? PasswordStrength.WEAK : score == 3 ? PasswordStrength.FAIR : PasswordStrength.STRONG;
    }

    private boolean isOfNames(String user, Password password) {
        String left = plain(password.text());
        int before = left.length();
        for (String word : words(user)) {
            left = left.replace(word, "");
        }
        return left.length() < before && left.length() < LEAST_LEFT;
    }

    /** The longest first, so that a whole name goes before its words do. */
    private List<String> words(String user) {
        return names(user).stream()
                .flatMap(name -> Stream.concat(Stream.of(name), Arrays.stream(name.split("[^\\p{L}\\p{M}\\p{N}]+"))))
                .map(PasswordRules::plain)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private List<String> names(String user) {
        List<String> names = new ArrayList<>(List.of(user, publication.brand().name()));
        if (publication.publicUrl() != null) {
            names.add(publication.publicUrl().toString());
            names.add(String.valueOf(publication.publicUrl().getHost()));
        }
        return names;
    }

    /** The letters and digits of a text, small. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }
}
