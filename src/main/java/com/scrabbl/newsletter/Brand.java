package com.scrabbl.newsletter;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the publication presents itself in mails and pages.
 *
 * @param name one line
 * @param tagline one line, or none
 * @param logo address of a picture, or none
 * @param accent colour of bar and headings in mails, of links and buttons on pages, on white, as {@code #rrggbb}
 * @param darkAccent the same on a dark background
 * @param postalAddress stands in the footer of every mail; several lines are possible
 */
public record Brand(
        @DefaultValue("Scrabbl") String name,
        @Nullable String tagline,
        @Nullable URI logo,
        @DefaultValue("#9a2b1f") String accent,
        @DefaultValue("#f0917f") String darkAccent,
        @Nullable String postalAddress) {

    private static final String KEY = "scrabbl.brand.";
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_POSTAL_ADDRESS = 500;
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}", Pattern.CASE_INSENSITIVE);

    /** An empty text stands for none. */
    public Brand {
        name = line("name", name);
        tagline = tagline == null || tagline.isBlank() ? null : line("tagline", tagline);
        logo = logo == null
                ? null
                : Allowed.setting(KEY + "logo", logo.toString(), text -> URI.create(Allowed.url(text)));
        accent = colour("accent", accent);
        darkAccent = colour("dark-accent", darkAccent);
        postalAddress =
                postalAddress == null || postalAddress.isBlank() ? null : lines("postal-address", postalAddress);
    }

    private static String line(String key, String text) {
        return Allowed.setting(KEY + key, text, value -> Allowed.line(value, LONGEST_LINE));
    }

    private static String lines(String key, String text) {
        return Allowed.setting(KEY + key, text, value -> Allowed.lines(value, LONGEST_POSTAL_ADDRESS));
    }

    private static String colour(String key, String text) {
        return Allowed.setting(KEY + key, text, value -> {
            if (!COLOUR.matcher(value).matches()) {
                throw Allowed.refused(value, "is no colour", "#rrggbb, in hexadecimal digits");
            }
            return value;
        });
    }
}
