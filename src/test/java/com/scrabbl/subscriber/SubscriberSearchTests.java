package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.transfer.Importing;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class SubscriberSearchTests {

    @TempDir
    Path folder;

    private final ListTester list;
    private final SubscriberSearch search;

    SubscriberSearchTests(Database database) {
        list = new ListTester(database);
        search = list.bean(SubscriberSearch.class);
    }

    @BeforeEach
    void someReaders() throws Exception {
        new Importing(list, folder, list.newsletter("daily")).run("""
                email,name
                Ada@mail.example,Ada King Lovelace
                adam@post.example,
                zoe@adamant.example,Zoë Adams
                bo@mail.example,Élodie Ö
                under_score@mail.example,Per%Cent
                """);
    }

    @Test
    void byTheBeginningOfAddressDomainNameAndLastWord() {
        assertThat(found("ada")).containsExactly("ada", "adam", "zoe");
        assertThat(found("ADAM")).containsExactly("adam", "zoe");
        assertThat(found("love")).containsExactly("ada");
        assertThat(found("mail.ex")).containsExactlyInAnyOrder("ada", "bo", "under_score");
        assertThat(found("élo")).containsExactly("bo");
        assertThat(found("King")).isEmpty();
    }

    @Test
    void anAtSignSaysWhichIsMeant() {
        assertThat(found("ada@")).containsExactly("ada");
        assertThat(found("@ada")).containsExactly("zoe");
        assertThat(found("*@mail.example")).containsExactlyInAnyOrder("ada", "bo", "under_score");
        assertThat(found("zoë a")).containsExactly("zoe");
    }

    @Test
    void noCharacterMeansAnything() {
        assertThat(found("under_score")).containsExactly("under_score");
        assertThat(found("under%")).isEmpty();
        assertThat(found("per%")).containsExactly("under_score");
        assertThat(found("_")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> search.first(" @ ", 9));
    }

    @Test
    void pagesListEachPersonOnce() {
        List<String> seen = new ArrayList<>();
        SubscriberPage page = search.first("a", 1);
        while (page.next() != null) {
            page.found().forEach(one -> seen.add(mailbox(one)));
            page = search.page("a", SubscriberFilter.NONE, page.next(), 1);
        }

        assertThat(seen).containsExactly("ada", "adam", "zoe");
    }

    @Test
    void whoWasErasedIsNotFound() {
        list.bean(Erasure.class).erase(EmailAddress.parse("ada@mail.example"));

        assertThat(found("ada")).containsExactly("adam", "zoe");
    }

    private List<String> found(String text) {
        return search.first(text, 9).found().stream()
                .map(SubscriberSearchTests::mailbox)
                .toList();
    }

    private static String mailbox(Subscriber subscriber) {
        String address = String.valueOf(subscriber.address()).toLowerCase(java.util.Locale.ROOT);
        return address.substring(0, address.indexOf('@'));
    }
}
