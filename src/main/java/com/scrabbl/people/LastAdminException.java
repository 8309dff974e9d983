package com.scrabbl.people;

/** Without this admin nobody could manage users any more. */
public class LastAdminException extends UserRefusedException {

    LastAdminException(User user) {
        super(
                "%s is the last admin with a password, and stays one. Make somebody else an admin first, who has set a password."
                        .formatted(user.name()));
    }
}
