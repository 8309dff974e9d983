/** What is done to runs at somebody's word: send now, stop, resume, redo, and decide what nobody knows. */
@NamedInterface("control")
@NullMarked
package com.scrabbl.run.control;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
