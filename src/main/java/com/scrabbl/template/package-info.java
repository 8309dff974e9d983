/** FreeMarker, held on a short leash: mail templates are rendered once per cohort, with slots where readers differ. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.scrabbl.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
