package com.scrabbl.console;

/**
 * What was wrong with a form; a page shows a list of them, {@code problems} in the model, and is answered 422.
 *
 * @param field the id of the input that it is about; for a group of choices that of the first
 * @param text one sentence that says what to do
 */
public record Problem(String field, String text) {}
