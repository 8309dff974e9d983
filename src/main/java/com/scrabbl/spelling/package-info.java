/** Finds the name that somebody probably meant when there is none as they typed it, and what spellings of one name have in common. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.scrabbl.spelling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
