/** Send runs: the job send-edition from new articles to a balanced ledger, and who drives it. Read {@link SendEdition} first. */
@ApplicationModule(
        allowedDependencies = {
            "article",
            "audit",
            "delivery",
            "disk",
            "edition",
            "mail",
            "mail::check",
            "newsletter",
            "subscriber",
            "template",
            "timestamp"
        })
@NullMarked
package com.scrabbl.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
