/** The test language: databases, a settable clock, and newsletters to tell stories with. */
@NullMarked
package com.scrabbl.support;

import org.jspecify.annotations.NullMarked;
