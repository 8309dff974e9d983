package com.scrabbl.cli;

import com.scrabbl.people.OneTimeLink;
import com.scrabbl.people.OneTimeLinks;
import com.scrabbl.people.Password;
import com.scrabbl.people.PasswordRules;
import com.scrabbl.people.Role;
import com.scrabbl.people.User;
import com.scrabbl.people.UserName;
import com.scrabbl.people.Users;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "users", description = "Who may use the console: add, list, remove, give a role or a one-time link.")
final class UsersCommand {

    private final Application application;

    UsersCommand(Application application) {
        this.application = application;
    }

    @Command(
            name = "add",
            description = {
                "Add a user. Without --password it is asked for on a terminal; an empty answer, or no terminal, makes a"
                        + " one-time link, good for 24 hours, with which the user sets one."
            })
    void add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", paramLabel = "ADMIN|OPERATOR", required = true) Role role,
            @Option(
                            names = "--password",
                            paramLabel = "PASSWORD",
                            description =
                                    "At least 12 characters. Others on this machine may see it while the command runs.")
                    @Nullable
                    String password,
            @Mixin Output output) {
        UserName wanted = new UserName(name);
        Password chosen = password != null
                ? application.bean(PasswordRules.class).choose(wanted.text(), password)
                : Terminal.askForPassword("Password of %s (empty: a one-time link): ".formatted(wanted))
                        .map(typed -> application.bean(PasswordRules.class).choose(wanted.text(), typed))
                        .orElse(null);
        User user = application.change(
                application
                        .by("users add", wanted.text())
                        .from(null, role.word())
                        .detail(chosen == null ? "with a one-time link" : "with a password"),
                () -> application.bean(Users.class).add(wanted, role, chosen));
        if (chosen == null) {
            printLink(application.bean(OneTimeLinks.class).create(user), output);
        } else {
            output.err()
                    .println("%s is an %s and can log in. The password is %s."
                            .formatted(
                                    user.name(),
                                    role.word(),
                                    application
                                            .bean(PasswordRules.class)
                                            .strength(user.name(), chosen)
                                            .word()));
        }
    }

    @Command(name = "link", description = "Print a one-time link with which a user sets a new password.")
    void link(@Parameters(paramLabel = "NAME") String name, @Mixin Output output) {
        User user = application.bean(Users.class).get(name);
        printLink(
                application.change(
                        application.by("users link", user.name()),
                        () -> application.bean(OneTimeLinks.class).create(user)),
                output);
    }

    private void printLink(OneTimeLink link, Output output) {
        output.err()
                .println("One-time link for %s, good until %s, shown only now:"
                        .formatted(
                                link.user().name(),
                                link.expiresAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
        output.out().println(application.base() + link.path());
        output.out().flush();
    }

    @Command(name = "role", description = "Give a user another role; the user is logged out at once.")
    void role(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ADMIN|OPERATOR") Role role,
            @Mixin Output output) {
        Users users = application.bean(Users.class);
        User user = users.get(name);
        if (user.role() != role) {
            application.change(
                    application.by("users role", user.name()).from(user.role().word(), role.word()),
                    () -> users.setRole(user, role));
        }
        output.err().println("%s is an %s.".formatted(user.name(), role.word()));
    }

    @Command(name = "remove", description = "Remove a user, who is logged out at once.")
    void remove(@Parameters(paramLabel = "NAME") String name, @Mixin Output output) {
        Users users = application.bean(Users.class);
        User user = users.get(name);
        application.change(
                application.by("users remove", user.name()).from(user.role().word(), null), () -> {
                    users.remove(user);
                    return user;
                });
        output.err().println("%s is no user any more.".formatted(user.name()));
    }

    @Command(name = "list", description = "All users, by name.")
    void list(@Mixin Output output) {
        output.print(
                Listing.of(User.class)
                        .column("name", User::name)
                        .column("role", user -> user.role().word())
                        .column("password", user -> user.hasPassword() ? "set" : "not set")
                        .column("link_until", User::linkExpiresAt)
                        .column("added", User::createdAt),
                application.bean(Users.class).all().stream());
    }
}
