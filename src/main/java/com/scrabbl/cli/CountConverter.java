package com.scrabbl.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many at the most. */
final class CountConverter implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String typed) {
        try {
            int count = Integer.parseInt(typed);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number that is too small.
        }
        throw new TypeConversionException("\"%s\" is no number from 1 to %d.".formatted(typed, Integer.MAX_VALUE));
    }
}
