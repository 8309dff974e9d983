package com.scrabbl.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an instant, or a day, which is its beginning in UTC. */
final class TimeConverter implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String typed) {
        try {
            return typed.contains("T")
                    ? Instant.parse(typed)
                    : LocalDate.parse(typed).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\"%s\" is neither a day such as 2026-11-24 nor an instant such as 2026-11-24T06:00:00Z."
                            .formatted(typed));
        }
    }
}
