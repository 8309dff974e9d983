package com.scrabbl.console.list;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Files that are imported on pages.
 *
 * @param folder where they lie meanwhile
 * @param largest that is taken
 * @param kept how long a file lies there that nobody imports, and the lines that an import rejected
 */
@ConfigurationProperties("scrabbl.console.import")
record ImportProperties(
        @DefaultValue("./data/uploads") Path folder,
        @DefaultValue("200MB") DataSize largest,
        @DefaultValue("7d") Duration kept) {}
