package com.scrabbl.people;

/** What was asked for a user cannot be; the message is a sentence for people that says why. */
public class UserRefusedException extends IllegalArgumentException {

    public UserRefusedException(String sentence) {
        super(sentence);
    }
}
