/** Looks at an edition without sending it to its readers, and records nothing: rehearsals into files, previews, test mails. */
@NamedInterface("rehearsal")
@NullMarked
package com.scrabbl.run.rehearsal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
