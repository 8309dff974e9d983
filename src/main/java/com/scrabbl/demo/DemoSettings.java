package com.scrabbl.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Puts the demo's settings above {@code application.yml} and the process's environment; the command line stays above
 * them. A packed {@code application-demo.yml} would not do: an {@code application.yml} beside the jar counts more.
 */
class DemoSettings implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("demo"))) {
            return;
        }
        MutablePropertySources sources = environment.getPropertySources();
        try {
            new YamlPropertySourceLoader()
                    .load("demo", new ClassPathResource("demo/settings.yml"))
                    .forEach(settings ->
                            sources.addBefore(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
