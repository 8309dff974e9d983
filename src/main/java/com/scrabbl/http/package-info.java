/** The way of a request in: who sent it, how long it may take, how many are open at once, and how refusals are told. */
@ApplicationModule(allowedDependencies = {"network"})
@NullMarked
package com.scrabbl.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
