package com.scrabbl.subscriber.transfer;

/** A reader of a list, and the id of the person with us. */
record ImportedReader(ListEntry entry, long id) {}
