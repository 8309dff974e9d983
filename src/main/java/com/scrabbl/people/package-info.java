/** Who may use the console: users with their roles, passwords and one-time links, and how guessing is slowed. */
@ApplicationModule(allowedDependencies = {"network", "newsletter", "timestamp"})
@NullMarked
package com.scrabbl.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
