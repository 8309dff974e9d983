/**
 * What the big receivers and mail programs refuse, drop or dislike, looked for in a message as it goes on the wire.
 * {@link Checklist} is the table of what is looked at; begin there.
 */
@NamedInterface("check")
@NullMarked
package com.scrabbl.mail.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
