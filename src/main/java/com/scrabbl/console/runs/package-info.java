/** Pages of runs: the history, one run live, its deliveries, what is done to it, unknown outcomes, sending and rehearsing. */
@NullMarked
package com.scrabbl.console.runs;

import org.jspecify.annotations.NullMarked;
