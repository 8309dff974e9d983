package com.scrabbl.site;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Policies.Archive;
import com.scrabbl.signup.Preferences.Choices;
import com.scrabbl.signup.Preferences.Line;
import com.scrabbl.signup.SentEdition;
import com.scrabbl.site.PreferencesPanel.Option;
import com.scrabbl.site.PreferencesPanel.Sent;
import com.scrabbl.spelling.CanonicalName;
import com.scrabbl.subscriber.Topics;
import com.scrabbl.template.Templates;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Makes the page of preferences in the reader's words. */
@Component
class PreferencesPanels {

    private final Offers offers;
    private final Dates dates;
    private final Languages languages;
    private final Templates templates;
    private final MessageSource messages;
    private final Clock clock;

    PreferencesPanels(
            Offers offers, Dates dates, Languages languages, Templates templates, MessageSource messages, Clock clock) {
        this.languages = languages;
        this.templates = templates;
        this.offers = offers;
        this.dates = dates;
        this.messages = messages;
        this.clock = clock;
    }

    PreferencesPanel of(String token, Choices choices, List<SentEdition> sent, Locale locale) {
        ZoneId zone = choices.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(choices.timeZone());
        return new PreferencesPanel(
                token,
                choices.address(),
                choices.lines().stream()
                        .map(line -> offers.of(line.newsletter(), locale))
                        .toList(),
                choices.lines().stream()
                        .filter(Line::isActive)
                        .map(line -> line.newsletter().slug())
                        .collect(Collectors.toSet()),
                choices.lines().stream()
                        .filter(Line::isActive)
                        .flatMap(PreferencesPanels::ticked)
                        .collect(Collectors.toSet()),
                text(choices.name()),
                text(choices.language()),
                text(choices.timeZone()),
                choices.pausedUntil() == null ? "" : choices.pausedUntil().toString(),
                LocalDate.ofInstant(clock.instant(), zone).plusDays(1).toString(),
                languages(choices.language(), locale),
                timeZones(choices.timeZone(), locale),
                sent.stream().map(edition -> sent(edition, choices, locale)).toList());
    }

    /** Who chose none gets all: so all are ticked, and each can be dropped. */
    private static Stream<String> ticked(Line line) {
        Stream<String> keys = line.topics().equals(Topics.ALL)
                ? line.newsletter().settings().topics().stream().map(CanonicalName::of)
                : line.topics().keys().stream();
        return keys.map(key -> line.newsletter().slug() + ":" + key);
    }

    private Sent sent(SentEdition edition, Choices choices, Locale locale) {
        Newsletter newsletter = choices.lines().stream()
                .map(Line::newsletter)
                .filter(one -> one.slug().equals(edition.newsletter()))
                .findFirst()
                .orElseThrow();
        ZoneId zone = choices.timeZone() != null ? ZoneId.of(choices.timeZone()) : newsletter.zone();
        return new Sent(
                newsletter.name(),
                newsletter.settings().language(),
                newsletter.settings().policies().archive() == Archive.PUBLIC
                        ? "/archive/" + edition.newsletter() + "/" + edition.slot()
                        : null,
                dates.dayAndTime(edition.slot(), zone, locale),
                messages.getMessage("sent." + state(edition), null, locale));
    }

    private static String state(SentEdition edition) {
        if (edition.isPaused()) {
            return "paused";
        }
        if (edition.isWithoutTopic()) {
            return "no-topic";
        }
        return edition.state().toLowerCase(Locale.ROOT);
    }

    /** Those that pages or mails speak, and the one that the person has. */
    private List<Option> languages(@Nullable String own, Locale locale) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", messages.getMessage("preferences.language.any", null, locale), null));
        Stream.concat(languages.all().stream(), templates.languages().stream().map(Language::tagged))
                .distinct()
                .forEach(language -> options.add(new Option(language.tag(), language.ownName(), language.tag())));
        if (own != null && options.stream().noneMatch(option -> option.value().equals(own))) {
            options.add(new Option(own, Language.tagged(own).ownName(), own));
        }
        return options;
    }

    private List<Option> timeZones(@Nullable String own, Locale locale) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", messages.getMessage("preferences.time-zone.any", null, locale), null));
        Set<String> regions = ZoneId.getAvailableZoneIds().stream()
                .filter(id ->
                        id.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        regions.add("UTC");
        if (own != null) {
            regions.add(own);
        }
        // They are named in English.
        String names = locale.equals(Locale.ENGLISH) ? null : Language.ENGLISH.tag();
        regions.forEach(id -> options.add(new Option(id, id.replace('_', ' '), names)));
        return options;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
