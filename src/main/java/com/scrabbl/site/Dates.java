package com.scrabbl.site;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Instants as a language writes them, by the patterns among its words ({@code date.*}). */
@Component
class Dates {

    private final MessageSource messages;

    Dates(MessageSource messages) {
        this.messages = messages;
    }

    /** A day of this or last year: {@code Tuesday 24 November}. */
    Moment day(Instant instant, ZoneId zone, Locale locale) {
        return moment(instant, zone, locale, "date.day");
    }

    /** A day without its weekday, for lists: {@code 24 November}. */
    Moment shortDay(Instant instant, ZoneId zone, Locale locale) {
        return moment(instant, zone, locale, "date.short-day");
    }

    /** A day with its year: {@code Tuesday 24 November 2026}. */
    Moment fullDay(Instant instant, ZoneId zone, Locale locale) {
        return moment(instant, zone, locale, "date.full-day");
    }

    /** {@code Tuesday 24 November, 07:00}. */
    Moment dayAndTime(Instant instant, ZoneId zone, Locale locale) {
        return moment(instant, zone, locale, "date.day-and-time");
    }

    /** {@code 07:00}. */
    Moment time(Instant instant, ZoneId zone, Locale locale) {
        return moment(instant, zone, locale, "date.time");
    }

    private Moment moment(Instant instant, ZoneId zone, Locale locale, String key) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(messages.getMessage(key, null, locale), locale)
                .withDecimalStyle(DecimalStyle.of(locale));
        return new Moment(instant.toString(), format.format(instant.atZone(zone)));
    }
}
