package com.scrabbl.people;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The user with whom everything begins. */
@Component
public class FirstAdmin {

    private static final UserName NAME = new UserName("admin");

    private final Users users;
    private final OneTimeLinks links;

    FirstAdmin(Users users, OneTimeLinks links) {
        this.users = users;
        this.links = links;
    }

    /**
     * A one-time link for the user {@code admin}, who is added when there is no user at all; a fresh one as long as that
     * user is the only one and has no password. Empty otherwise.
     */
    public Optional<OneTimeLink> invite() {
        List<User> all = users.all();
        if (all.isEmpty()) {
            // Another process may start at the same moment.
            return Optional.of(links.create(users.getOrAdd(NAME, Role.ADMIN)));
        }
        User only = all.get(0);
        return all.size() == 1 && !only.hasPassword() && only.name().equals(NAME.text())
                ? Optional.of(links.create(only))
                : Optional.empty();
    }
}
