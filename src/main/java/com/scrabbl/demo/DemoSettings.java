package com.scrabbl.demo;

import com.scrabbl.files.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Puts the demo's settings above {@code application.yml} and the process's environment; the command line stays above
 * them. A packed {@code application-demo.yml} would not do: an {@code application.yml} beside the jar counts more.
 */
class DemoSettings implements EnvironmentPostProcessor {

    /** What the settings call the folder: a relative path would not do for H2. */
    private static final String FOLDER = "demo-folder";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            Path folder = Binder.get(environment)
                    .bindOrCreate("scrabbl.demo", DemoProperties.class)
                    .path();
            requireWritable(folder);
            MutablePropertySources sources = environment.getPropertySources();
            String lower = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
            settings().forEach(settings -> sources.addBefore(lower, settings));
            sources.addBefore(lower, new MapPropertySource(FOLDER, Map.of(FOLDER, folder.toString())));
        }
    }

    /** Asked here, since H2 would print a page of its own about it. */
    private static void requireWritable(Path folder) {
        try {
            OwnerOnly.folder(folder);
            Files.delete(Files.createTempFile(folder, "writable", null));
        } catch (IOException e) {
            throw new DemoFolderException(folder, e);
        }
    }

    private static List<PropertySource<?>> settings() {
        try {
            return new YamlPropertySourceLoader().load("demo", new ClassPathResource("demo/settings.yml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
