package com.scrabbl.demo;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the demo.
 *
 * @param folder where it keeps its database and the files of its publication; deleting it starts anew
 */
@ConfigurationProperties(prefix = "scrabbl.demo", ignoreUnknownFields = false)
record DemoProperties(@DefaultValue("./data/demo") String folder) {

    // Text, since a property of type Path is looked for on the class path first, where a folder `demo` is.
    Path path() {
        return Path.of(folder).toAbsolutePath().normalize();
    }
}
