/** The public pages, and the security of everything served over HTTP. */
@ApplicationModule(allowedDependencies = {"disk", "edition", "http", "newsletter", "signup", "spelling"})
@NullMarked
package com.scrabbl.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
