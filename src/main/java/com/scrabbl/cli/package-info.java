/** The commands of the jar: each prints its results on standard output and ends with an exit code that scripts rely on. */
@ApplicationModule(
        allowedDependencies = {
            "article",
            "audit",
            "database",
            "delivery",
            "disk",
            "edition",
            "explain",
            "files",
            "mail",
            "mail::check",
            "newsletter",
            "people",
            "run",
            "run::approval",
            "run::control",
            "run::rehearsal",
            "run::schedule",
            "run::view",
            "spelling",
            "subscriber",
            "subscriber::transfer"
        })
@NullMarked
package com.scrabbl.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
