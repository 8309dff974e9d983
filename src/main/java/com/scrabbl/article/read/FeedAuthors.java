package com.scrabbl.article.read;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.Module;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who wrote a feed's item, without addresses: its own authors, else the feed's. */
final class FeedAuthors {

    /** RSS has addresses for authors, with the name in brackets; some write it as mails do. */
    private static final Pattern ADDRESS_AND_NAME = Pattern.compile("\\s*[^\\s@]+@[^\\s@]+\\s*(?:\\((.*)\\))?\\s*");

    private static final Pattern NAME_AND_ADDRESS = Pattern.compile("([^<]*)<[^\\s<>@]+@[^\\s<>@]+>\\s*");

    private FeedAuthors() {}

    /** @return HTML */
    static List<String> of(SyndEntry entry, SyndFeed feed) {
        return Stream.of(
                        names(entry.getAuthors()),
                        creators(entry.getModule(DCModule.URI)),
                        withoutAddresses(Stream.of(Objects.requireNonNullElse(entry.getAuthor(), ""))),
                        names(feed.getAuthors()))
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> names(@Nullable List<SyndPerson> persons) {
        return persons == null ? List.of() : withoutAddresses(persons.stream().map(SyndPerson::getName));
    }

    private static List<String> creators(@Nullable Module module) {
        return module instanceof DCModule dublinCore ? withoutAddresses(dublinCore.getCreators().stream()) : List.of();
    }

    private static List<String> withoutAddresses(Stream<String> authors) {
        return authors.filter(Objects::nonNull)
                .map(FeedAuthors::withoutAddress)
                .filter(name -> !name.isBlank())
                .toList();
    }

    private static String withoutAddress(String author) {
        Matcher mail = NAME_AND_ADDRESS.matcher(author);
        if (mail.matches()) {
            return mail.group(1).strip();
        }
        Matcher address = ADDRESS_AND_NAME.matcher(author);
        return !address.matches() ? author : address.group(1) == null ? "" : address.group(1);
    }
}
