/** The commands of the jar: each prints its results on standard output and ends with an exit code that scripts rely on. */
@ApplicationModule(
        allowedDependencies = {
            "article",
            "delivery",
            "edition",
            "explain",
            "mail",
            "newsletter",
            "run",
            "spelling",
            "subscriber"
        })
@NullMarked
package com.scrabbl.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
