/** Articles and where they come from: sources are polled, items read, cleaned at the door and stored. */
@ApplicationModule(allowedDependencies = {"spelling", "timestamp"})
@NullMarked
package com.scrabbl.article;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
