package com.scrabbl.proofs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A proof: left out of the usual suite, run by the profile {@code proofs}, with its {@link ProofRecord} in the table. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("proof")
@ExtendWith(ProofTable.class)
@interface Proof {}
