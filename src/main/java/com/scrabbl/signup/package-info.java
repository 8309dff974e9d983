/** Joining and leaving; for now leaving by one click. */
@ApplicationModule(allowedDependencies = {"newsletter", "subscriber"})
@NullMarked
package com.scrabbl.signup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
