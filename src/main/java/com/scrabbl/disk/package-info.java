/** The disk of the database: a reserve for when it is full, and what is wrong with it, in sentences. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package com.scrabbl.disk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
