package com.scrabbl.site;

/** A colour of a screen (sRGB), each part from 0 to 255. */
record Colour(int red, int green, int blue) {

    /** A colour written {@code #rrggbb}. */
    static Colour parse(String text) {
        int rgb = Integer.parseInt(text.substring(1), 16);
        return new Colour(rgb >> 16, (rgb >> 8) & 0xFF, rgb & 0xFF);
    }

    /** The contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white). */
    double contrastTo(Colour other) {
        double one = luminance();
        double two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double value = part / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
