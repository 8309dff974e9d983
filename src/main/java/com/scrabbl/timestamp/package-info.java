/** How the columns of both databases take instants, and give them back. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.scrabbl.timestamp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
