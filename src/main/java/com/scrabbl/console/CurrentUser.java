package com.scrabbl.console;

import com.scrabbl.audit.Change;
import com.scrabbl.people.Role;
import com.scrabbl.people.User;
import java.io.Serializable;
import java.security.Principal;

/**
 * Who is logged in. A controller takes it as a parameter with {@code @AuthenticationPrincipal}.
 *
 * @param id of the user
 * @param name of the user, the actor in the audit
 * @param role as it is at this request
 * @param passwordNumber of the password that the session began with
 */
public record CurrentUser(long id, String name, Role role, int passwordNumber) implements Principal, Serializable {

    static CurrentUser of(User user) {
        return new CurrentUser(user.id(), user.name(), user.role(), user.passwordNumber());
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** A change that this user makes on the console, to be completed and recorded. */
    public Change change(String what, String target) {
        return Change.onConsole(name, what, target);
    }

    @Override
    public String getName() {
        return name;
    }
}
