/** Signing up, choosing and leaving as people meet it: forms over HTTP, letters in a mailbox. */
@NullMarked
package com.scrabbl.signup;

import org.jspecify.annotations.NullMarked;
