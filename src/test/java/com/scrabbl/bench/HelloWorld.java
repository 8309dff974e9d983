package com.scrabbl.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * A Spring Boot jar that says hello: the parent and the starters are those of our own pom.xml, with H2, five migrations and
 * one page. Maven packs it into target/bench/hello.
 */
final class HelloWorld {

    static final String MISSING = "Maven could not pack the hello-world: see target/bench/hello";

    private static final List<String> FILES = List.of(
            "src/main/java/hello/HelloApplication.java",
            "src/main/resources/application.yml",
            "src/main/resources/templates/hello.ftlh");
    private static final int MIGRATIONS = 5;

    private HelloWorld() {}

    static Optional<Path> jar() {
        Path folder = Machine.freshFolder("hello");
        try {
            write(folder, "pom.xml", pom());
            for (String file : FILES) {
                write(folder, file, resource(file.substring(file.lastIndexOf('/') + 1)));
            }
            for (int number = 1; number <= MIGRATIONS; number++) {
                write(
                        folder,
                        "src/main/resources/db/migration/V" + number + "__hello.sql",
                        "CREATE TABLE hello" + number + " (id bigint PRIMARY KEY, said varchar(100) NOT NULL);\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String maven = Path.of(File.separatorChar == '\\' ? "mvnw.cmd" : "mvnw")
                .toAbsolutePath()
                .toString();
        Path jar = folder.resolve("target").resolve("hello.jar");
        return Machine.run(
                        folder,
                        List.of(
                                maven,
                                "-q",
                                "-B",
                                "-f",
                                folder.resolve("pom.xml").toString(),
                                "package"))
                .map(said -> jar)
                .filter(Files::exists);
    }

    private static String pom() throws IOException {
        Document ours = Jsoup.parse(Files.readString(Path.of("pom.xml")), "", Parser.xmlParser());
        String dependencies = Stream.concat(
                        ours.select("project > dependencies > dependency").stream()
                                .filter(HelloWorld::starts)
                                .map(Element::outerHtml),
                        Stream.of(
                                "<dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId></dependency>"))
                .collect(Collectors.joining("\n"));
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  %s
                  <groupId>hello</groupId>
                  <artifactId>hello</artifactId>
                  <version>1</version>
                  <properties><java.version>17</java.version></properties>
                  <dependencies>%s</dependencies>
                  <build>
                    <finalName>hello</finalName>
                    <plugins>
                      <plugin>
                        <groupId>org.springframework.boot</groupId>
                        <artifactId>spring-boot-maven-plugin</artifactId>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(
                Objects.requireNonNull(ours.selectFirst("project > parent")).outerHtml(), dependencies);
    }

    private static boolean starts(Element dependency) {
        return dependency.select("> artifactId").text().startsWith("spring-boot-starter-")
                && dependency.select("> scope").isEmpty();
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(HelloWorld.class.getResourceAsStream("hello/" + name))) {
            return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static void write(Path folder, String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
