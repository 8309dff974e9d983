package com.scrabbl.site;

import com.scrabbl.edition.ArchivedStory;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An article as pages show it.
 *
 * @param url where it is published
 * @param language of its texts
 * @param minutes reading time, if that is known
 * @param picture one that this site serves itself; null for one from elsewhere, which the site's policy lets in nowhere
 */
public record Story(
        String title,
        String url,
        @Nullable String standfirst,
        @Nullable String author,
        @Nullable String section,
        String language,
        @Nullable Integer minutes,
        @Nullable Picture picture) {

    /** @param path on this site, within the application */
    public record Picture(String path, @Nullable String alt) {}

    /** @param newsletterLanguage of an article that names none, or what is no language */
    static Story of(ArchivedStory story, String newsletterLanguage, SiteAddress site) {
        return new Story(
                story.title(),
                story.url(),
                story.standfirst(),
                story.author(),
                story.section(),
                language(story.language(), newsletterLanguage),
                story.minutes(),
                picture(story.image(), site));
    }

    private static String language(@Nullable String own, String otherwise) {
        String tag = own == null ? "" : Locale.forLanguageTag(own).toLanguageTag();
        return tag.isEmpty() || tag.equals("und") ? otherwise : tag;
    }

    private static @Nullable Picture picture(ArchivedStory.@Nullable Picture image, SiteAddress site) {
        return image == null
                ? null
                : site.own(image.url())
                        .map(path -> new Picture(path, image.alt()))
                        .orElse(null);
    }
}
