package com.scrabbl.article.read;

import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** Links that lead away from an article instead of being a part of it: menus, and lists of other articles. */
final class LinkLists {

    private static final int LONGEST_MENU_LINK = 20;
    private static final int LONGEST_HEADING = 160;

    private LinkLists() {}

    static void removeMenusFrom(Element root) {
        root.select("p, div, ul, ol, table, section").stream()
                .filter(element -> element != root && isMenu(element))
                .forEach(Element::remove);
    }

    /** Other articles: a heading that says so, and the links below it. */
    static void removeOthersFrom(Element root) {
        for (Element heading : root.select("h2, h3, h4, h5, h6, p, div")) {
            Element below = heading.nextElementSibling();
            if (heading.text().length() <= LONGEST_HEADING
                    && ClutterLine.isAboveOthers(heading.text().strip())
                    && below != null
                    && isNothingButLinks(below)) {
                heading.remove();
                below.remove();
            }
        }
    }

    private static boolean isNothingButLinks(Element element) {
        Elements links = element.select("a");
        return !links.isEmpty()
                && links.stream().mapToInt(link -> letters(link.text())).sum() == letters(element.text());
    }

    /** Several short links and nothing but signs between them. */
    private static boolean isMenu(Element element) {
        Elements links = element.select("a");
        int linked = links.stream().mapToInt(link -> letters(link.text())).sum();
        return links.size() >= 2 && linked == letters(element.text()) && linked <= links.size() * LONGEST_MENU_LINK;
    }

    private static int letters(String text) {
        return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
    }
}
