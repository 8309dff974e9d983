/** Where the database's files lie and who may read them, and how H2 is opened: by its owner to set it up, by a user without rights beyond rows to work. */
@ApplicationModule(allowedDependencies = {"files"})
@NullMarked
package com.scrabbl.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
