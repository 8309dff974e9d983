/**
 * Lists come in and go out as files: readers and suppressions are imported from what we, Mailchimp or listmonk wrote, and
 * readers exported. {@link SubscriberImport} is where to begin.
 */
@NamedInterface("transfer")
@NullMarked
package com.scrabbl.subscriber.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
