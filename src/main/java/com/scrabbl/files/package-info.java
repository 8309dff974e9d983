/** Files and folders that only their owner can read, from the moment they are made. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.scrabbl.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
