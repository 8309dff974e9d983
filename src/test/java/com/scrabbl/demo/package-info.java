@NullMarked
package com.scrabbl.demo;

import org.jspecify.annotations.NullMarked;
