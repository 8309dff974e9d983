/**
 * The benchmark: what the packed product does in a second, measured from outside beside what others do on the same machine
 * in the same minutes. It runs with {@code ./mvnw -Pbench verify} only; src/docs/performance.md tells how to read it.
 */
@NullMarked
package com.scrabbl.bench;

import org.jspecify.annotations.NullMarked;
