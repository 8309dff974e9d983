package com.scrabbl.people;

/** How long others would guess at a password, as pages and commands say it. */
public enum PasswordStrength {
    WEAK("weak"),
    FAIR("fair"),
    STRONG("strong");

    private final String word;

    PasswordStrength(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
