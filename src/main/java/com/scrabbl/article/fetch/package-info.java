/** Bytes from outside, by HTTP or from files: with limits of time, size and place, and a sentence for every failure. */
@NullMarked
package com.scrabbl.article.fetch;

import org.jspecify.annotations.NullMarked;
