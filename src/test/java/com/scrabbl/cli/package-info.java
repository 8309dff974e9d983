@NullMarked
package com.scrabbl.cli;

import org.jspecify.annotations.NullMarked;
