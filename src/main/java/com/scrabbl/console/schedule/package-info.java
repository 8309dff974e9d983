/** What comes next: the slots of the newsletters, their pauses, and editions that wait for approval. */
@NullMarked
package com.scrabbl.console.schedule;

import org.jspecify.annotations.NullMarked;
