/** Stories of the database's disk. */
@NullMarked
package com.scrabbl.disk;

import org.jspecify.annotations.NullMarked;
