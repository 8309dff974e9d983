package com.scrabbl.signup;

import com.scrabbl.signup.PreferencesForm.Problem;
import java.util.Set;

/** The form of the preferences was not taken. Nothing was changed. */
public class RefusedPreferencesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Set<Problem> problems;

    RefusedPreferencesException(Set<Problem> problems) {
        super("The preferences were not taken: " + problems);
        this.problems = problems;
    }

    /** In the order of the form's fields; at least one. */
    public Set<Problem> problems() {
        return problems;
    }
}
