package com.scrabbl.run.refusal;

/** A reader who is to be suppressed. */
record Suppressed(RefusalRows.Refused refused, Conclusion conclusion, String evidence) {}
