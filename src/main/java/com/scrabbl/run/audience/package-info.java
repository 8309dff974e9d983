/** Who gets an edition, and in which cohort, as set-based statements over the whole list. */
@NullMarked
package com.scrabbl.run.audience;

import org.jspecify.annotations.NullMarked;
