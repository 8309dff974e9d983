package com.scrabbl.signup;

import com.scrabbl.signup.SignupForm.Problem;
import java.util.Set;

/** A form was not taken. Nothing was stored, and nothing is mailed. */
public class RefusedFormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Set<Problem> problems;

    RefusedFormException(Set<Problem> problems) {
        super("The form was not taken: " + problems);
        this.problems = problems;
    }

    /** In the order of the form's fields; at least one. */
    public Set<Problem> problems() {
        return problems;
    }
}
