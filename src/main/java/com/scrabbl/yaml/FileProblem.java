package com.scrabbl.yaml;

/**
 * What is wrong with one value of a file.
 *
 * @param line of the file, from 1
 * @param key the path of what is wrong: {@code newsletters[0].schedule.cron}
 * @param what the value, what is wrong with it, and what is allowed
 */
public record FileProblem(int line, String key, String what) {}
