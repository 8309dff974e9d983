package com.scrabbl.cli;

import com.scrabbl.newsletter.WrittenSlot;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a slot, cut to whole seconds. */
final class SlotConverter implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String typed) {
        try {
            return WrittenSlot.parse(typed).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\"%s\" is no instant; write it as 2026-11-24T06:00:00Z, in UTC.".formatted(typed));
        }
    }
}
