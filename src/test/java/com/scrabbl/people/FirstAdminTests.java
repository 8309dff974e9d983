package com.scrabbl.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Processes that start together on a new database all want the first user. */
@OnEachDatabase
class FirstAdminTests {

    private static final UserName ADMIN = new UserName("admin");

    private final TransactionTemplate transaction;
    private final FirstAdmin first;
    private final Users users;
    private final OneTimeLinks links;

    FirstAdminTests(Database database) {
        TestApplication application = TestApplication.on(database);
        transaction = application.bean(TransactionTemplate.class);
        first = application.bean(FirstAdmin.class);
        users = application.bean(Users.class);
        links = application.bean(OneTimeLinks.class);
    }

    @Test
    void ofTwoThatInviteAtOnceBothStartAndTheLaterLinkIsGood() throws Exception {
        CompletableFuture<OneTimeLink> other = new CompletableFuture<>();

        OneTimeLink earlier = Objects.requireNonNull(transaction.execute(status -> {
            OneTimeLink link = first.invite().orElseThrow();
            other.completeAsync(() -> Objects.requireNonNull(
                    transaction.execute(meanwhile -> first.invite().orElseThrow())));
            waitsForUs(other);
            return link;
        }));
        OneTimeLink later = other.get(30, TimeUnit.SECONDS);

        assertThat(users.all()).extracting(User::name).containsExactly(ADMIN.text());
        assertThat(links.owner(later.secret())).isPresent();
        assertThat(links.owner(earlier.secret())).isEmpty();
    }

    @Test
    void whoIsThereAlreadyIsGivenAsItIsAndCannotBeAddedAgain() {
        users.add(ADMIN, Role.ADMIN, null);

        assertThatExceptionOfType(UserRefusedException.class)
                .isThrownBy(() -> users.add(new UserName("ADMIN"), Role.OPERATOR, null))
                .withMessageContaining("There is a user \"ADMIN\" already.");
        User found = transaction.execute(status -> users.getOrAdd(ADMIN, Role.OPERATOR));

        assertThat(found).isEqualTo(users.get("admin"));
        assertThat(users.all()).extracting(User::role).containsExactly(Role.ADMIN);
    }

    private static void waitsForUs(CompletableFuture<?> other) {
        try {
            other.get(500, TimeUnit.MILLISECONDS);
            throw new AssertionError("The other one did not wait.");
        } catch (TimeoutException e) {
            // It goes on when we are through.
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
