/** What refusals mean for their readers: whose mailbox is gone, or refuses again and again, gets no more mail. */
@NullMarked
package com.scrabbl.run.refusal;

import org.jspecify.annotations.NullMarked;
