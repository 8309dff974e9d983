package com.scrabbl.cli;

import com.scrabbl.subscriber.AddressPattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Makes an address, or a whole domain, of an argument. */
final class PatternConverter implements ITypeConverter<AddressPattern> {

    @Override
    public AddressPattern convert(String typed) {
        try {
            return AddressPattern.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
