package com.scrabbl.disk;

import com.scrabbl.database.H2Database;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks after the disk of an H2 file. */
@Configuration(proxyBeanMethods = false)
class DiskConfiguration {

    @Bean
    DatabaseDisk databaseDisk(DataSource database, ObjectProvider<H2Database> h2, DiskProperties properties) {
        return new DatabaseDisk(
                database,
                Optional.ofNullable(h2.getIfAvailable())
                        .flatMap(H2Database::path)
                        .orElse(null),
                properties);
    }
}
