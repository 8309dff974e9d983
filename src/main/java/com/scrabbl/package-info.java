/** The application; its rooms are the packages below, and {@code src/docs/architecture.md} is their plan. */
@NullMarked
package com.scrabbl;

import org.jspecify.annotations.NullMarked;
