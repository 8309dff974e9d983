/** Pages that watch: the overview with what needs somebody, and why a reader got an edition or did not. */
@NullMarked
package com.scrabbl.console.watch;

import org.jspecify.annotations.NullMarked;
