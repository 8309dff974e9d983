package com.scrabbl.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @Test
    void keepsWhatWasTypedAndComparesInLowerCase() {
        EmailAddress address = EmailAddress.parse(" \u00A0Ada.Lovelace@Mail.Example\r\n");

        assertThat(address.typed()).isEqualTo("Ada.Lovelace@Mail.Example");
        assertThat(address.normal()).isEqualTo("ada.lovelace@mail.example");
        assertThat(address.domain()).isEqualTo("mail.example");
        assertThat(address.ascii()).isTrue();
        assertThat(address).hasToString("Ada.Lovelace@Mail.Example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example",
                "reader@list.test",
                "o'neil+news=x@sub.domain.museum",
                "user%host!x@relay.example",
                "a/b@xn--bcher-kva.example",
                "0@1.example",
                "a@3com.example",
                "a@a--b.example"
            })
    void takesWhatRfc5321Allows(String typed) {
        assertThat(EmailAddress.parse(typed).normal()).isEqualTo(typed);
    }

    @Test
    void writesAnInternationalDomainInALabels() {
        EmailAddress address = EmailAddress.parse("info@BÜCHER.example");

        assertThat(address.normal()).isEqualTo("info@xn--bcher-kva.example");
        assertThat(address.ascii()).isTrue();
        assertThat(EmailAddress.parse("info@例え。テスト").domain()).isEqualTo("xn--r8jz45g.xn--zckzah");
    }

    @Test
    void takesALocalPartBeyondAsciiAndSaysSo() {
        EmailAddress decomposed = EmailAddress.parse("Zoe\u0308@mail.example");

        assertThat(decomposed.ascii()).isFalse();
        assertThat(decomposed.normal()).isEqualTo("zoë@mail.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ada\"@mail.example|ada@mail.example",
                "\"a\\da\"@mail.example|ada@mail.example",
                "\"Ada L\"@mail.example|\"ada l\"@mail.example",
                "\"a\\\"b\"@mail.example|\"a\\\"b\"@mail.example",
                "\"a@b\"@mail.example|\"a@b\"@mail.example",
                "\"\"@mail.example|\"\"@mail.example"
            })
    void oneMailboxHasOneFormHoweverItIsQuoted(String typed, String normal) {
        assertThat(EmailAddress.parse(typed).normal()).isEqualTo(normal);
        assertThat(EmailAddress.parse(normal).normal()).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|it is empty",
                "ada|there is no @",
                "@mail.example|nothing before the @",
                "ada@|nothing after the @",
                "a b@mail.example|a space in the part before",
                "a@b@mail.example|more than one @",
                "Ada<ada@mail.example>|\"<\" is not allowed before",
                "ada,bob@mail.example|\",\" is not allowed before",
                ".ada@mail.example|a dot stands first",
                "a..da@mail.example|beside another one before",
                "\"ada@mail.example|\"\"\" is not allowed",
                "\"a\"b\"@mail.example|not closed rightly",
                "ada@mail..example|beside another one in the domain",
                "ada@mail.example.|beside another one in the domain",
                "ada@localhost|has no dot",
                "ada@[192.0.2.1]|an IP address",
                "ada@192.0.2.1|ends in a number",
                "ada@-mail.example|not a domain name",
                "ada@ma_il.example|not a domain name",
                "ada@mail .example|not a domain name",
                "ada@straße.example|begins with xn--",
                "ada@bü cher.example|not a domain name",
                "ada@‮mail.example|invisible character (U+202E)"
            })
    void saysWhatIsWrong(String typed, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse(typed))
                .withMessageContaining(" is not an e-mail address: ")
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: b@mail.example",
                "a\u0000@mail.example",
                "a\uE000@mail.example",
                "a\uD800@mail.example"
            })
    void refusesWhatCouldBreakAHeaderOrForgeASlotAndDoesNotRepeatIt(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse(typed))
                .withMessageContaining("invisible character")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cntrl}\\p{Co}\\p{Cs}]"));
    }

    @Test
    void holdsTheLengthsOfRfc5321() {
        String local = "a".repeat(64);
        String domain = ("b".repeat(61) + ".").repeat(3) + "x".repeat(3);

        assertThat(EmailAddress.parse(local + "@" + domain).normal()).hasSize(254);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse(local + "@" + domain + "x"))
                .withMessageContaining("more than 254 octets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse("a".repeat(65) + "@mail.example"))
                .withMessageContaining("more than 64 octets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse("é".repeat(33) + "@mail.example"))
                .withMessageContaining("more than 64 octets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse("a@" + "b".repeat(64) + ".example"))
                .withMessageContaining("not a domain name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse("a".repeat(100_000)))
                .withMessageContaining("100000 characters")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void hasNoOtherNormalFormThanItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress("ada@mail.example", "bob@mail.example"))
                .withMessageContaining("not the normal form");
    }
}
