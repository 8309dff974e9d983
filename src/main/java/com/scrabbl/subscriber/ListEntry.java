package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;

/** One reader of a list that is imported. */
record ListEntry(EmailAddress address, Profile profile, Topics topics) {}
