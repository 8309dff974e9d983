package com.scrabbl.console.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ListPathTests {

    @Test
    void whatWasTypedComesBackAsItWas() {
        assertThat(ListPath.of("/list", Map.of("after", "anna+news&x={y}@mail.example")))
                .isEqualTo("/list?after=anna%2Bnews%26x%3D%7By%7D%40mail.example");
        assertThat(ListPath.of("/list", Map.of("q", ""))).isEqualTo("/list");
    }
}
