package com.scrabbl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsCheckTests {

    @Test
    void knownKeysPassHoweverTheyAreSpelt() {
        assertThatCode(() -> check(Map.of(
                        "scrabbl.fleet.home-port", "Kiel",
                        "scrabbl.fleet.homePort", "Kiel",
                        "scrabbl.fleet.flag.main-colour", "red",
                        "scrabbl.fleet.ships[1]", "Anna",
                        "scrabbl.fleet.crew.cook", "Ben",
                        "server.port", "8080")))
                .doesNotThrowAnyException();
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> check(Map.of("scrabbl.fleet.home-prot", "Kiel")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scrabbl.fleet.home-prot: there is no such setting (did you mean scrabbl.fleet.home-port?);"
                        + " application.yml has them all");
        assertThatThrownBy(() -> check(Map.of("scrabbl.nonsense", "1")))
                .hasMessage("scrabbl.nonsense: there is no such setting; application.yml has them all");
    }

    @Test
    void nothingStandsBelowASingleValue() {
        assertThatThrownBy(() -> check(Map.of("scrabbl.fleet.home-port.pier", "3")))
                .hasMessageStartingWith("scrabbl.fleet.home-port.pier: there is no such setting");
    }

    @Test
    void aVariableOfTheProcessIsPassedOver() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of("SCRABBL_HOME", "/opt/scrabbl")));

        assertThatCode(() -> check(environment)).doesNotThrowAnyException();
    }

    @Test
    void settingsAreBoundEvenWhenAllElseWaits() {
        SettingsCheck check = new SettingsCheck(new StandardEnvironment());

        assertThat(check.isExcluded("fleet", new RootBeanDefinition(), Fleet.class))
                .isTrue();
        assertThat(check.isExcluded("name", new RootBeanDefinition(), String.class))
                .isFalse();
    }

    private static void check(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        check(environment);
    }

    private static void check(StandardEnvironment environment) {
        ConfigurationPropertySources.attach(environment);
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerBeanDefinition("scrabbl.fleet-" + Fleet.class.getName(), new RootBeanDefinition(Fleet.class));
        new SettingsCheck(environment).postProcessBeanFactory(beans);
    }

    @ConfigurationProperties("scrabbl.fleet")
    record Fleet(String homePort, Flag flag, List<String> ships, Map<String, String> crew) {}

    record Flag(String mainColour) {}
}
