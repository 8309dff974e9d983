package com.scrabbl.disk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The database's disk.
 *
 * @param reserve how much is kept beside an H2 file for when its disk is full; 0 is none
 */
@ConfigurationProperties(prefix = "scrabbl.disk", ignoreUnknownFields = false)
record DiskProperties(@DefaultValue("32MB") DataSize reserve) {

    DiskProperties {
        if (reserve.isNegative()) {
            throw new IllegalArgumentException("scrabbl.disk.reserve is " + reserve + ", and must not be negative");
        }
    }
}
