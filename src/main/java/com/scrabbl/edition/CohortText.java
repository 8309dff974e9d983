package com.scrabbl.edition;

import com.scrabbl.mail.CutMessage;

/** The text of a cohort, encoded and cut at its slots, and how it was made to fit. */
record CohortText(CutMessage message, Fit fit) {}
