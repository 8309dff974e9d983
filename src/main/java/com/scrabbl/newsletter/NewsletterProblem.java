package com.scrabbl.newsletter;

/**
 * What is wrong with one value of a declaration.
 *
 * @param line of the file, from 1
 * @param key the path of what is wrong: {@code newsletters[0].schedule.cron}
 * @param what the value, what is wrong with it, and what is allowed
 */
public record NewsletterProblem(int line, String key, String what) {}
