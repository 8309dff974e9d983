package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.FirstAdmin;
import com.scrabbl.people.OneTimeLink;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class UsersCommandTests {

    private final TestApplication application;

    UsersCommandTests(Database database) {
        application = TestApplication.on(database);
    }

    @Test
    void whoIsAddedWithAPasswordLogsInWithIt() {
        Execution added =
                application.run("users", "add", "Ada", "--role", "admin", "--password", ConsoleVisitor.PASSWORD);

        assertThat(added.err())
                .isEqualTo("Ada is an admin and can log in. The password is strong." + System.lineSeparator());
        new ConsoleVisitor(application.url()).logIn("ada");
        assertThat(application.run("users", "list", "--format", "csv").out())
                .contains("name,role,password,link_until,added", "Ada,admin,set,,2026-11-24T06:00:00Z");
        assertThat(application
                        .run("users", "add", "ADA", "--role", "operator", "--password", "x".repeat(12))
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aUsualPasswordIsRefusedAndNobodyAdded() {
        Execution refused = application.run("users", "add", "ada", "--role", "admin", "--password", "password1234");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("That password is weak: it is one of those that are tried first");
        assertThat(application.run("users", "list", "--format", "csv").out()).doesNotContain("ada");
    }

    @Test
    void whoIsAddedWithoutOneGetsALink() {
        Execution added = application.run("users", "add", "ben", "--role", "operator");

        assertThat(added.exitCode()).isZero();
        String path = added.out().strip().substring(added.out().indexOf("/console/welcome/"));
        ConsoleVisitor ben = new ConsoleVisitor(application.url());
        ben.get(path);
        ben.submit(path, "password", ConsoleVisitor.PASSWORD);
        ben.logIn("ben");
        assertThat(application.run("audit", "list", "--format", "csv").out())
                .doesNotContain(path)
                .contains("users add,ben,with a one-time link,,operator");
    }

    @Test
    void theLastAdminStaysAndOthersGo() {
        application.run("users", "add", "ada", "--role", "admin", "--password", ConsoleVisitor.PASSWORD);
        application.run("users", "add", "ben", "--role", "operator", "--password", ConsoleVisitor.PASSWORD);

        assertThat(application.run("users", "remove", "ada").err()).contains("ada is the last admin");
        assertThat(application.run("users", "role", "ben", "admin").exitCode()).isZero();
        assertThat(application.run("users", "remove", "ada").exitCode()).isZero();
        assertThat(application.run("users", "remove", "ada").err()).contains("There is no user \"ada\"");
        assertThat(application
                        .run("audit", "list", "--format", "csv", "--what", "users role", "--about", "BEN")
                        .out())
                .contains("users role,ben,,operator,admin");
    }

    @Test
    void theFirstStartInvitesAnAdminUntilThereIsOne() {
        FirstAdmin first = application.bean(FirstAdmin.class);
        OneTimeLink lost = first.invite().orElseThrow();
        OneTimeLink link = first.invite().orElseThrow();
        ConsoleVisitor visitor = new ConsoleVisitor(application.url());

        assertThat(visitor.get(lost.path()).statusCode()).isEqualTo(410);
        visitor.get(link.path());
        visitor.submit(link.path(), "password", ConsoleVisitor.PASSWORD);

        visitor.logIn("admin");
        assertThat(visitor.get("/console/users").statusCode()).isEqualTo(200);
        assertThat(first.invite()).isEmpty();
    }
}
