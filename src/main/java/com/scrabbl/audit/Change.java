package com.scrabbl.audit;

import org.jspecify.annotations.Nullable;

/**
 * A change that is to be written down. Names become one line and are cut at what their columns hold; the texts before
 * and after keep their lines.
 *
 * @param via where it was made
 * @param actor who: a user of the console, or the system's user of a command
 * @param what the command, such as {@code runs stop}: one name for the same thing on console and command line
 * @param target what it was about: an address, a newsletter, a run, a file
 * @param detail what else tells what was changed; null when nothing does
 * @param before how it was; null when that is told by nothing, or there was nothing
 * @param after how it is now; null when there is nothing any more, or nothing to tell
 * @param reason why, in the words of who made it; null when nobody was asked
 */
public record Change(
        Via via,
        String actor,
        String what,
        String target,
        @Nullable String detail,
        @Nullable String before,
        @Nullable String after,
        @Nullable String reason) {

    private static final int LONGEST_TEXT = 100_000;

    public Change {
        actor = line(actor, 100);
        what = line(what, 100);
        target = line(target, 500);
        detail = detail == null ? null : line(detail, 2000);
        before = text(before);
        after = text(after);
        reason = reason == null || reason.isBlank() ? null : line(reason, 1000);
    }

    /** A change on the console, by the user of that name. */
    public static Change onConsole(String user, String what, String target) {
        return new Change(Via.CONSOLE, user, what, target, null, null, null, null);
    }

    /** A change by a command, by the system's user. */
    public static Change byCommand(String user, String what, String target) {
        return new Change(Via.COMMAND, user, what, target, null, null, null, null);
    }

    /** A change that nobody asked for, made by Scrabbl itself. */
    public static Change bySystem(String what, String target) {
        return new Change(Via.SYSTEM, "scrabbl", what, target, null, null, null, null);
    }

    public Change detail(@Nullable String told) {
        return new Change(via, actor, what, target, told, before, after, reason);
    }

    /** @param was the text before; null when there was nothing @param is the text after; null when nothing is left */
    public Change from(@Nullable String was, @Nullable String is) {
        return new Change(via, actor, what, target, detail, was, is, reason);
    }

    public Change because(@Nullable String why) {
        return new Change(via, actor, what, target, detail, before, after, why);
    }

    private static String line(String text, int longest) {
        return cut(text.replaceAll("\\p{Cntrl}+", " ").strip(), longest);
    }

    private static @Nullable String text(@Nullable String text) {
        // PostgreSQL stores no NUL in a text.
        return text == null ? null : cut(text.replace("\0", ""), LONGEST_TEXT);
    }

    /** Never between the two halves of one character. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
