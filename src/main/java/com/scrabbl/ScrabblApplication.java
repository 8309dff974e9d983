package com.scrabbl;

import com.scrabbl.cli.Commands;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Delivers a publication's newsletters. Without a command it serves the web application and the schedule. */
@SpringBootApplication(
        // JDBC's exceptions are translated where they arise: each repository would have a proxy for nothing.
        exclude = {UserDetailsServiceAutoConfiguration.class, PersistenceExceptionTranslationAutoConfiguration.class},
        proxyBeanMethods = false)
@ConfigurationPropertiesScan
// Where Spring Boot looks for mix-ins of Jackson, class by class, at each start: a package of their own, since there
// are none yet.
@AutoConfigurationPackage(basePackages = "com.scrabbl.mixin")
public class ScrabblApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static SettingsCheck settingsCheck(Environment environment) {
        return new SettingsCheck(environment);
    }

    public static void main(String[] args) {
        // H2 reads it once, when its first class loads; without it a server for other processes listens on every
        // interface.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        System.exit(Commands.execute(ScrabblApplication.class, args));
    }
}
