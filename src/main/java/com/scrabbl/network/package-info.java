/** The network that a request came from, which is all that is kept of its address. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.scrabbl.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
