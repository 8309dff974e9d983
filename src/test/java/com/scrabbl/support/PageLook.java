package com.scrabbl.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Looks at the page that a browser shows, as people with a wide or a narrow window, in the light or in the dark do. */
public record PageLook(Browser browser) {

    private static final boolean ALL = "all".equals(System.getProperty("screenshots"));

    /**
     * Nothing that axe finds in either scheme, nothing outside the window, no complaint of the browser. With
     * {@code -Dscreenshots=all} axe looks at a narrow window in the dark in full as well.
     */
    public void look(String name) {
        browser.widen(1280);
        browser.prefer("light");
        assertThat(browser.barriers()).as(name).isEmpty();
        browser.prefer("dark");
        assertThat(browser.barriersOfColour()).as(name + " dark").isEmpty();
        if (ALL) {
            browser.widen(390);
            assertThat(browser.barriers()).as(name + " narrow and dark").isEmpty();
        }
        measure(name);
    }

    /** Of a page that differs from another one in its words only: nothing outside the window, no complaint. */
    public void measure(String name) {
        for (int width : new int[] {320, 390, 1280}) {
            browser.widen(width);
            assertThat(browser.outside()).as(name + " at " + width).isEmpty();
            if (width != 320) {
                keep(name + "-" + width, width == 390 ? "dark" : "light");
            }
        }
        browser.prefer("light");
        assertThat(browser.complaints().stream().filter(complaint -> !complaint.matches(".*status of 4\\d\\d.*")))
                .as(name)
                .isEmpty();
    }

    /** A picture in one scheme, or with {@code -Dscreenshots=all} in both. */
    private void keep(String name, String scheme) {
        for (String one : ALL ? List.of("light", "dark") : List.of(scheme)) {
            browser.prefer(one);
            browser.keep(name + "-" + one);
        }
    }
}
