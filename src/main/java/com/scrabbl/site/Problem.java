package com.scrabbl.site;

/**
 * What was wrong with a form; pages show a list of them, {@code problems} in the model.
 *
 * @param field the id of the input that it is about; for a group of choices that of the first
 * @param text one sentence that says what to do
 */
public record Problem(String field, String text) {}
