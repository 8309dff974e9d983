/** The ledger of deliveries and the engine that works it off: workers, lanes, attempts, retries. */
@ApplicationModule(allowedDependencies = {"database", "disk", "mail", "spelling", "yaml"})
@NullMarked
package com.scrabbl.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
