package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.MessageDraft;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Subject, both parts and the whole message of each template, as they were looked at in a browser: in two languages and in one
 * that is written from the right. After a wanted change {@code -Dgolden.write=true} writes them anew, to be looked at again.
 */
class DigestGoldenTests {

    private static final Path FOLDER = Path.of("src/test/resources/com/scrabbl/template");

    @ParameterizedTest
    @ValueSource(strings = {"digest", "brief", "full"})
    void inEnglish(String template) throws IOException {
        assertGolden(template + ".en", SampleDigest.of(template).rendered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"digest", "brief", "full"})
    void inGerman(String template) throws IOException {
        assertGolden(template + ".de", SampleDigest.of(template).german().rendered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"digest", "brief", "full"})
    void fromTheRight(String template) throws IOException {
        assertGolden(template + ".ar", SampleDigest.of(template).rightToLeft().rendered());
    }

    private static void assertGolden(String name, RenderedDigest digest) throws IOException {
        assertGolden(name + ".subject", digest.subject());
        assertGolden(name + ".html", digest.html());
        assertGolden(name + ".txt", digest.text());
        assertGolden(name + ".eml", message(digest).replace("\r\n", "\n"));
    }

    /** As it goes on the wire to one reader. */
    private static String message(RenderedDigest digest) {
        Map<String, String> values = Map.of(
                MessageDraft.DATE,
                "Tue, 24 Nov 2026 06:00:00 +0000",
                MessageDraft.ID,
                "1.digest@courier.example",
                MessageDraft.BOUNDARY,
                "=_digest",
                MessageDraft.TO,
                "zoe@reader.example",
                MessageDraft.TO_NAME,
                "Zoë Müller",
                MessageDraft.UNSUBSCRIBE,
                "https://courier.example/unsubscribe/u-1-8-91fac5533f055c69",
                "links.preferences",
                "https://courier.example/preferences/p-1-8-91fac5533f055c69",
                "reader.name",
                "Zoë Müller",
                "reader.since",
                "3 March 2026");
        byte[] message = new MessageDraft(
                        "The Courier",
                        EmailAddress.parse("news@courier.example"),
                        null,
                        digest.subject(),
                        digest.text(),
                        digest.html(),
                        "Courier Daily",
                        "daily.courier.example",
                        URI.create("https://courier.example/archive/daily"),
                        URI.create("https://courier.example/"),
                        "20261124:daily:digest:courierexample")
                .cut()
                .fill(values::get)
                .octets();
        return new String(message, StandardCharsets.US_ASCII);
    }

    private static void assertGolden(String file, String rendered) throws IOException {
        Path golden = FOLDER.resolve(file);
        String visible = rendered.replace('\uE000', '\u2039').replace('\uE001', '\u203A');
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, visible);
        }
        assertThat(visible).isEqualTo(Files.readString(golden));
    }
}
