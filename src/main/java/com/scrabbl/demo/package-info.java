/** A publication of our own with two hundred readers and a mailbox inside the process, to see the whole thing work. */
@ApplicationModule(
        allowedDependencies = {
            "delivery",
            "edition",
            "files",
            "mail",
            "newsletter",
            "run",
            "run::control",
            "subscriber",
            "subscriber::transfer"
        })
@NullMarked
package com.scrabbl.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
