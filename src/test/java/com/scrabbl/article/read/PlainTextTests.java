package com.scrabbl.article.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTests {

    @Test
    void tagsGoAndEntitiesAreDecodedOnce() {
        assertThat(PlainText.ofHtml("<b>A</b> &amp; B &amp;lt;i&amp;gt;", 100)).isEqualTo("A & B &lt;i&gt;");
        assertThat(PlainText.ofHtml("5 < 6 and 7 > 3", 100)).isEqualTo("5 < 6 and 7 > 3");
    }

    @Test
    void everyKindOfLineBreakBecomesOneSpace() {
        assertThat(PlainText.ofText("a\r\n\tb\u2028c\u0085d", 100)).isEqualTo("a b c d");
    }

    @Test
    void controlAndDirectionCharactersGoAndSlotMarkersAreReplaced() {
        assertThat(PlainText.ofText("a\u0000b\u001b[31m\u202e\u2066\ufeffc\ue000\uf8ff\ud800d", 100))
                .isEqualTo("ab[31mc\ufffd\ufffd\ufffdd");
        assertThat(PlainText.ofText("שלום \u200fעולם 👩\u200d🚀", 100)).isEqualTo("שלום \u200fעולם 👩\u200d🚀");
    }

    @Test
    void longTextIsCutBetweenWordsAndNeverInsideACharacter() {
        assertThat(PlainText.cut("one two three", 10)).isEqualTo("one two…");
        assertThat(PlainText.cut("👩👩👩👩", 4)).isEqualTo("👩…");
    }
}
