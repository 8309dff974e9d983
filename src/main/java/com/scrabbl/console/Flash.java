package com.scrabbl.console;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the page after a POST says once, above its heading.
 *
 * @param text one sentence with its number: what was done
 * @param link what the link after it says; null for none
 * @param path where that link leads, from {@code /console} on
 */
public record Flash(
        String text, @Nullable String link, @Nullable String path) implements Serializable {

    public static Flash saying(String text) {
        return new Flash(text, null, null);
    }

    public Flash with(String label, String to) {
        return new Flash(text, label, to);
    }

    /** Has the page that is redirected to say it. */
    public void on(RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", this);
    }
}
