package com.scrabbl.article.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param content null when nothing has changed
 * @param fresh for how long it says that this stays good; who asks by itself asks later
 */
public record Fetched(@Nullable Content content, Duration fresh) {}
