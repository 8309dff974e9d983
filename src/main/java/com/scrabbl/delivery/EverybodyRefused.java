package com.scrabbl.delivery;

import java.time.Instant;
import java.util.Objects;

/** What people are told when a relay, or a provider by it, refuses everybody. */
final class EverybodyRefused {

    private static final String LOOK =
            "Look whether it may relay for us, whether the log-in is right, whether its tables of"
                    + " recipients are there, whether it takes this sender, and how large a message it takes";

    private EverybodyRefused() {}

    /**
     * A whole sentence: who was refused, by which words, and what to look at.
     *
     * @param until when it is tried again, where it goes on by itself
     */
    static String sentence(RelayTrust.Finding found, Instant until) {
        String readers =
                "%,d readers in %s".formatted(found.readers().size(), count(found.domains(), "domain", "domains"));
        if (found.provider() != null) {
            return "%s took readers and now refused %s (%s), so that its other readers wait until %s: ask it whether its users are there, as nobody is suppressed by this."
                    .formatted(found.provider(), readers, found.latest().said(), until);
        }
        String how = found.accepted() == 0
                ? "The relay took nobody: it refused all of " + readers
                : "The relay took %,d and now takes nobody: it refused %s".formatted(found.accepted(), readers);
        return found.forGood()
                ? "%s, the last one with the words (%s). This is a finding about the relay, and nobody is suppressed by it. %s; when it is mended, `runs redo` reaches those who were refused."
                        .formatted(how, found.latest().said(), LOOK)
                : "Refused for now like everybody: %s, the last one with the words (%s): it is left alone until %s, and the run goes on by itself. %s."
                        .formatted(
                                how.replaceFirst("^The", "the"),
                                found.latest().said(),
                                Objects.requireNonNull(until),
                                LOOK);
    }

    /** The same for a list that is at its end. */
    static String sentence(RelayTrust.Nobody nobody) {
        return "The relay took nobody: it refused all of %,d readers in %s, the last one with the words (%s). This is a finding about the relay, and nobody is suppressed by it. %s; when it is mended, `runs redo` reaches those who were refused."
                .formatted(nobody.readers(), count(nobody.domains(), "domain", "domains"), nobody.said(), LOOK);
    }

    private static String count(int number, String one, String several) {
        return "%,d %s".formatted(number, number == 1 ? one : several);
    }
}
