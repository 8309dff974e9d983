/** Who changed what, when, and how it was before and after. */
@ApplicationModule(allowedDependencies = {"timestamp"})
@NullMarked
package com.scrabbl.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
