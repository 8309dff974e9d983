package com.scrabbl.subscriber;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some people of a list.
 *
 * @param found may be fewer than were asked for, or none, though there is a next page
 * @param next from where the list goes on; null at its end
 */
public record SubscriberPage(
        List<Subscriber> found, @Nullable String next) {}
