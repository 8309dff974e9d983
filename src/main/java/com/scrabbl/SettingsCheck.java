package com.scrabbl;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Stops the start at a wrong setting under {@code scrabbl.}, whatever the command: a key that no property record has is
 * refused, and all property records are bound, where the rest waits until it is needed. Variables of the process's
 * environment may be somebody else's, so an unknown one is passed over.
 */
final class SettingsCheck implements BeanFactoryPostProcessor, LazyInitializationExcludeFilter {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("scrabbl");

    /** A key that may be set; for a list or a map also what is below it. */
    private record Known(ConfigurationPropertyName key, boolean many) {

        boolean covers(ConfigurationPropertyName set) {
            return key.equals(set) || (many && key.isAncestorOf(set));
        }
    }

    private final Environment environment;

    SettingsCheck(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // A property record's bean has its prefix and its class for a name; to look at all beans for the annotation
        // takes long.
        List<Known> known = Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> name.contains("-" + SettingsCheck.class.getPackageName() + "."))
                .map(beans::getType)
                .filter(Objects::nonNull)
                .filter(SettingsCheck::isOurs)
                .flatMap(record -> keys(prefix(record), record))
                .toList();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource keys && !isProcessEnvironment(source)) {
                refuseUnknown(keys, known);
            }
        }
    }

    @Override
    public boolean isExcluded(String name, BeanDefinition definition, Class<?> type) {
        return isOurs(type);
    }

    private static boolean isOurs(Class<?> type) {
        return type.isAnnotationPresent(ConfigurationProperties.class)
                && type.getName().startsWith(SettingsCheck.class.getPackageName() + ".");
    }

    private static ConfigurationPropertyName prefix(Class<?> record) {
        MergedAnnotation<ConfigurationProperties> annotation =
                MergedAnnotations.from(record).get(ConfigurationProperties.class);
        return ConfigurationPropertyName.of(annotation.getString("prefix"));
    }

    private static Stream<Known> keys(ConfigurationPropertyName prefix, Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> {
            ConfigurationPropertyName key = prefix.append(DataObjectPropertyName.toDashedForm(component.getName()));
            Class<?> type = component.getType();
            Known known = new Known(key, type.getPackageName().equals("java.util"));
            return type.isRecord() ? Stream.concat(Stream.of(known), keys(key, type)) : Stream.of(known);
        });
    }

    private static void refuseUnknown(IterableConfigurationPropertySource keys, List<Known> known) {
        keys.stream()
                .filter(OURS::isAncestorOf)
                .filter(key -> known.stream().noneMatch(one -> one.covers(key)))
                .findFirst()
                .ifPresent(key -> {
                    throw new UnknownSettingException(
                            key.toString(),
                            known.stream().map(one -> one.key().toString()).toList());
                });
    }

    private static boolean isProcessEnvironment(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> origin
                && origin.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    }
}
