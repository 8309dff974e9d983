/** What one subscribes to: its declaration in a YAML file, its schedule, and the publication it belongs to. */
@ApplicationModule(allowedDependencies = {"article", "mail", "spelling", "template", "timestamp", "yaml"})
@NullMarked
package com.scrabbl.newsletter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
