/** The pages of operators and admins: the frame of every page with its log-in, the overview, users and audit; a package for each further group of pages. */
@ApplicationModule(
        allowedDependencies = {
            "article",
            "audit",
            "delivery",
            "disk",
            "edition",
            "explain",
            "files",
            "mail",
            "mail::check",
            "network",
            "newsletter",
            "people",
            "run",
            "run::approval",
            "run::control",
            "run::rehearsal",
            "run::schedule",
            "run::view",
            "signup",
            "spelling",
            "subscriber",
            "subscriber::transfer",
            "template",
            "timestamp",
            "watch",
            "yaml"
        })
@NullMarked
package com.scrabbl.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
