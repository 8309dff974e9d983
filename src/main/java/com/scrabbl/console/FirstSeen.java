package com.scrabbl.console;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** A page that people open first when the service has started: {@link FirstLook} makes it once before they do. */
public interface FirstSeen {

    /**
     * Fills the page with what is quick to find.
     *
     * @return its view, as a controller's method does; null when there is nothing to show yet
     */
    @Nullable
    String firstSeen(Model page);
}
