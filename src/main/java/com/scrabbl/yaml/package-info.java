/** YAML files that people write: read key by key, with all that is wrong told at once, by line. */
@ApplicationModule(allowedDependencies = {"spelling"})
@NullMarked
package com.scrabbl.yaml;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
