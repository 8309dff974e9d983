/** The list in pages, for admins: subscribers, suppressions, import, export, erasure. */
@NullMarked
package com.scrabbl.console.list;

import org.jspecify.annotations.NullMarked;
