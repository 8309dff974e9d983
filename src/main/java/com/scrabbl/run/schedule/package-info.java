/**
 * The schedule: the slots that have come, were missed or are paused get their records, the ones to come are looked ahead at,
 * what is due is driven, and sources are polled between editions.
 */
@NamedInterface("schedule")
@NullMarked
package com.scrabbl.run.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
