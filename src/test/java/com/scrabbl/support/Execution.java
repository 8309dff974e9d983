package com.scrabbl.support;

/**
 * What a command did.
 *
 * @param exitCode the exit code of the process that it would have been
 * @param out what it printed on standard output: results only
 * @param err what it printed on standard error
 */
public record Execution(int exitCode, String out, String err) {}
