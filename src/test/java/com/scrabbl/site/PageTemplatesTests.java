package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import freemarker.core.InvalidReferenceException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.view.freemarker.FreeMarkerConfig;

/** An operator may replace a page's template by a file; it must not become a way into the machine. */
class PageTemplatesTests {

    private final Configuration pages =
            TestApplication.on(Database.H2).bean(FreeMarkerConfig.class).getConfiguration();

    @Test
    void aTemplateBuildsNoClass() {
        assertThatThrownBy(() -> render("${'freemarker.template.utility.Execute'?new()('id')}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("not allowed");
    }

    @Test
    void aTemplateReachesNoClassLoader() {
        assertThatThrownBy(() -> render("${brand.class.classLoader}")).isInstanceOf(TemplateException.class);
    }

    @Test
    void aMissingValueFailsInsteadOfPrintingAnErrorPage() {
        assertThatThrownBy(() -> render("before ${missing}")).isInstanceOf(InvalidReferenceException.class);
    }

    @Test
    void valuesAreEscapedAndNumbersPlain() throws Exception {
        assertThat(render("${text} ${number}")).isEqualTo("&lt;b&gt; 12345");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noPageNeedsAnInlineStyleOrScript(Path template) throws IOException {
        assertThat(Files.readString(template))
                .doesNotContainPattern("(?i)\\sstyle=|<style|\\son[a-z]+=|<script(?! src)");
    }

    static Stream<Path> templates() {
        return Stream.of("templates/site", "templates/layout", "templates/site/partials")
                .flatMap(folder -> files(Path.of(folder)));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String render(String text) throws IOException, TemplateException {
        StringWriter out = new StringWriter();
        new Template("test.ftlh", text, pages).process(Map.of("text", "<b>", "number", 12345), out);
        return out.toString();
    }
}
