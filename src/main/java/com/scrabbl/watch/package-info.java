/** What needs a person: alarms and the mail about them, health, figures for monitoring, and logs without addresses. */
@ApplicationModule(
        allowedDependencies = {
            "article",
            "database",
            "delivery",
            "disk",
            "edition",
            "mail",
            "newsletter",
            "run",
            "run::schedule",
            "timestamp"
        })
@NullMarked
package com.scrabbl.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
