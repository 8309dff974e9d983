package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.signup.SignupProperties.NetworkKept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is refused is refused in every spelling. */
class RefusedAddressesTests {

    @TempDir
    Path folder;

    @Test
    void rolesAndDomainsAreRefusedInEverySpelling() throws IOException {
        Path domains = Files.writeString(folder.resolve("domains.txt"), "bücher.example # away\nＳpam.example\n-\nru\n");
        RefusedAddresses refused = refused(domains, "Ａbuse");

        for (String typed : List.of(
                "abuse@mail.example",
                "ａBUSE@mail.example",
                "abuse+x@mail.example",
                "\"abuse\"@mail.example",
                "ada@xn--bcher-kva.example",
                "ada@a.ＢÜCHER.example",
                "ada@ｓpam.example",
                "ada@mail.ru")) {
            assertThat(refused.contain(EmailAddress.parse(typed))).as(typed).isTrue();
        }
        assertThat(refused.contain(EmailAddress.parse("abused@mail.example"))).isFalse();
    }

    @Test
    void aRoleThatCannotBeOneIsToldByItsKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> refused(null, "a@b"))
                .withMessageStartingWith("scrabbl.signup.refused-local-parts: \"a@b\"");
    }

    private static RefusedAddresses refused(@org.jspecify.annotations.Nullable Path domains, String localPart) {
        return new RefusedAddresses(
                new SignupProperties(false, NetworkKept.SHORTENED, 20, 3, 10, 2000, domains, List.of(localPart)));
    }
}
