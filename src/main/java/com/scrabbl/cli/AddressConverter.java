package com.scrabbl.cli;

import com.scrabbl.mail.EmailAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Makes an address of an argument. */
final class AddressConverter implements ITypeConverter<EmailAddress> {

    @Override
    public EmailAddress convert(String typed) {
        try {
            return EmailAddress.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
