/** Joining, choosing and leaving by the person's own hand, and the letters that this takes. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "delivery",
            "disk",
            "mail",
            "network",
            "newsletter",
            "spelling",
            "subscriber",
            "template",
            "timestamp"
        })
@NullMarked
package com.scrabbl.signup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
