package com.scrabbl.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Opens H2 in the place of Spring Boot; another database is Spring Boot's. */
@Configuration(proxyBeanMethods = false)
@Conditional(H2Configuration.OnOurs.class)
class H2Configuration {

    @Bean
    H2Database h2Database(DataSourceProperties settings) {
        return new H2Database(
                settings.determineUrl(),
                Objects.requireNonNullElse(settings.determineUsername(), ""),
                // Spring Boot makes null of an empty one.
                Objects.requireNonNullElse(settings.determinePassword(), ""));
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(H2Database database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database.forWork());
        return pool;
    }

    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownersDataSource(H2Database database) {
        return database.forMigrations();
    }

    static final class OnOurs implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return H2Database.opens(context.getEnvironment().getProperty("spring.datasource.url", ""));
        }
    }
}
