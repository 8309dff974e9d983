/** The console's pages about what is sent: newsletters and their settings, articles, sources, and editions as readers see them. */
@NullMarked
package com.scrabbl.console.content;

import org.jspecify.annotations.NullMarked;
