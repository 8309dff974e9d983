package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Subject and both parts of the digest, whole, as they were looked at in a browser. After a wanted change {@code -Dgolden.write=true}
 * writes them anew, to be looked at again.
 */
class DigestGoldenTests {

    private static final Path FOLDER = Path.of("src/test/resources/com/scrabbl/template");

    @Test
    void inEnglish() throws IOException {
        assertGolden("digest.en", SampleDigest.complete().rendered());
    }

    @Test
    void inGerman() throws IOException {
        assertGolden("digest.de", SampleDigest.complete().german().rendered());
    }

    private static void assertGolden(String name, RenderedDigest digest) throws IOException {
        assertGolden(name + ".subject", digest.subject());
        assertGolden(name + ".html", digest.html());
        assertGolden(name + ".txt", digest.text());
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
