package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgumentsTests {

    @Test
    void springPropertiesMayStandBeforeAndAfterTheCommandsOwnOptions() {
        Arguments arguments =
                Arguments.of("--spring.mail.host=relay", "send", "daily", "--wait", "--scrabbl.delivery.connections=4");

        assertThat(arguments.command()).containsExactly("send", "daily", "--wait");
        assertThat(arguments.properties())
                .containsExactly("--spring.mail.host=relay", "--scrabbl.delivery.connections=4");
    }

    @Test
    void keysOfListsAndMapsAreProperties() {
        assertThat(Arguments.of("--scrabbl.brand.links[0].url=https://scrabbl.example/")
                        .properties())
                .hasSize(1);
    }

    @Test
    void anOptionWhoseValueHasADotStaysTheCommands() {
        assertThat(Arguments.of("articles", "import", "feed.xml", "--source=desk.example", "--map=a.b=c")
                        .properties())
                .isEmpty();
    }

    @Test
    void nothingAfterTheEndOfOptionsIsAProperty() {
        assertThat(Arguments.of("articles", "import", "--", "--odd.name=feed.xml")
                        .command())
                .containsExactly("articles", "import", "--", "--odd.name=feed.xml");
    }
}
