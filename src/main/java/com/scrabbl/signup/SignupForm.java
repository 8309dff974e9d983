package com.scrabbl.signup;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sign-up form as it came in. All of it is text from outside.
 *
 * @param email what was typed as the address
 * @param newsletters slugs
 * @param topics topic keys by slug
 * @param trap what stands in the field that people don't see
 * @param opened the form's stamp
 * @param timeZone what the browser says
 * @param language of the page
 * @param wording what the person read about what is agreed
 * @param from the network address of the request
 * @param userAgent of the request
 */
public record SignupForm(
        String email,
        List<String> newsletters,
        Map<String, List<String>> topics,
        @Nullable String trap,
        @Nullable String opened,
        @Nullable String timeZone,
        String language,
        String wording,
        String from,
        @Nullable String userAgent) {

    /** What is wrong with a form. */
    public enum Problem {
        /** There is no address, or none that a mail could go to. */
        EMAIL,
        /** No relay takes mail for it yet. */
        EMAIL_NOT_ASCII,
        /** The operator lets nobody sign up with it. */
        EMAIL_REFUSED,
        /** None was chosen, or one that there is not. */
        NEWSLETTERS,
        /** Sent sooner than a person can, or from a page that is too old. */
        TOO_QUICK,
        /** The field that people don't see was filled in. */
        TRAP
    }
}
