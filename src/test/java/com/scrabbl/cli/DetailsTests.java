package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetailsTests {

    private final Details details = new Details()
            .with("edition", "daily/latest")
            .with("accepted", 200)
            .with("reason", null)
            .with("subscriptions", List.of(Map.of("newsletter", "daily")));

    @Test
    void tableHasOneLineForEachValue() {
        assertThat(printed(Format.TABLE)).isEqualTo("""
                edition daily/latest
                accepted 200
                reason
                subscriptions newsletter=daily
                """);
    }

    @Test
    void jsonIsOneObjectWithItsLists() {
        assertThat(printed(Format.JSON)).isEqualToIgnoringWhitespace("""
                {"edition": "daily/latest", "accepted": 200, "reason": null,
                 "subscriptions": [{"newsletter": "daily"}]}
                """);
    }

    @Test
    void csvIsAHeaderAndOneRow() {
        assertThat(printed(Format.CSV))
                .isEqualTo("edition,accepted,reason,subscriptions\r\ndaily/latest,200,,newsletter=daily\r\n");
    }

    private String printed(Format format) {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        details.print(format, out);
        out.flush();
        return printed.toString();
    }
}
