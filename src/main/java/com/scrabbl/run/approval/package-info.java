/** The approval: editions that wait for an operator's word are looked at, changed, approved or skipped. */
@NamedInterface("approval")
@NullMarked
package com.scrabbl.run.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
