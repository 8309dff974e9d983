package com.scrabbl.signup;

import com.scrabbl.subscriber.Topics;
import java.util.List;
import java.util.stream.Collectors;

/** A newsletter that somebody wants, and the topics of it. */
public record Choice(long newsletterId, Topics topics) {

    /** A line for each, as the column holds them. */
    static String stored(List<Choice> choices) {
        return choices.stream()
                .map(choice -> choice.newsletterId() + ":" + choice.topics().stored())
                .collect(Collectors.joining("\n"));
    }

    static List<Choice> parse(String stored) {
        return stored.lines()
                .map(line -> line.split(":", 2))
                .map(parts -> new Choice(Long.parseLong(parts[0]), Topics.ofStored(parts[1])))
                .toList();
    }
}
