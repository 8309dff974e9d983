@NullMarked
package com.scrabbl.site;

import org.jspecify.annotations.NullMarked;
