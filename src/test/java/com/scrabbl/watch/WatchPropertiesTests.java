package com.scrabbl.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.mail.EmailAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchPropertiesTests {

    @Test
    void operatorsAreAddressesEachOnce() {
        assertThat(new WatchProperties(List.of(" desk@ops.example ", "", "desk@ops.example", "night@ops.example"))
                        .addresses())
                .extracting(EmailAddress::normal)
                .containsExactly("desk@ops.example", "night@ops.example");
    }

    @Test
    void whatIsNoneIsRefusedWithTheKey() {
        assertThatThrownBy(() -> new WatchProperties(List.of("desk@ops.example", "maria")))
                .hasMessage(
                        "scrabbl.operators: \"maria\" is not an e-mail address: there is no @ in it; write addresses,"
                                + " separated by commas");
    }
}
