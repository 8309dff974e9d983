package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.ScrabblApplication;
import com.scrabbl.audit.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailedStartTests {

    @Test
    void whatKeepsItFromStartingIsSaidByTheCommandAlone(@TempDir Path home, CapturedOutput output) throws IOException {
        Path data = Files.writeString(home.resolve("data"), "a file");
        Application application = new Application(
                ScrabblApplication.class, List.of("--spring.datasource.url=jdbc:h2:file:" + data + "/db"));

        assertThatThrownBy(() -> application.bean(Audit.class))
                .hasMessageContaining(data + " is needed for data, and there is a file of that name.");
        assertThat(output.getAll()).isEmpty();
    }
}
