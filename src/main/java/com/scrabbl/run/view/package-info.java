/** How runs stand, for people: the history, one run with its figures, the deliveries behind them, unknown outcomes. */
@NamedInterface("view")
@NullMarked
package com.scrabbl.run.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
