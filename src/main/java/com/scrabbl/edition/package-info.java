/** One issue of a newsletter: selects articles, renders the digest and freezes both. */
@ApplicationModule(
        allowedDependencies = {
            "article",
            "mail",
            "mail::check",
            "newsletter",
            "spelling",
            "subscriber",
            "template",
            "timestamp"
        })
@NullMarked
package com.scrabbl.edition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
