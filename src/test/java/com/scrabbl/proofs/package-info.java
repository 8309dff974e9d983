/**
 * Proofs of what the ledger promises, with real processes that are killed, databases that go away and a relay with a
 * journal of its own. They run with {@code ./mvnw -Pproofs verify} only.
 */
@NullMarked
package com.scrabbl.proofs;

import org.jspecify.annotations.NullMarked;
