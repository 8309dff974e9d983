package com.scrabbl.database;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** The folders of data that the settings name. Each start closes them to other users of this machine before anything reads them. */
public final class DataFolders implements EnvironmentPostProcessor {

    /** Those that exist or are about to: of an H2 database, and of files that are uploaded. */
    public static List<DataFolder> of(Environment environment) {
        return Stream.concat(
                        H2File.of(environment).map(H2File::folder).stream(),
                        Stream.ofNullable(environment.getProperty("scrabbl.console.import.folder"))
                                .map(Path::of))
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .filter(folder -> !isAbove(folder))
                .distinct()
                .map(DataFolder::new)
                .toList();
    }

    /** The working directory holds more than data: who keeps a database there closes it, or not. */
    private static boolean isAbove(Path folder) {
        return Path.of("").toAbsolutePath().startsWith(folder);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        of(environment).forEach(folder -> folder.secure(Clock.systemUTC()));
    }
}
