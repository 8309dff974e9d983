/** Why somebody got an edition or an article, or did not: sentences from recorded facts. */
@ApplicationModule(allowedDependencies = {"article", "delivery", "edition", "mail", "newsletter", "run", "subscriber"})
@NullMarked
package com.scrabbl.explain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
