package com.scrabbl.cli;

import com.scrabbl.subscriber.Suppression.Cause;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Makes a cause of an argument. */
final class CauseConverter implements ITypeConverter<Cause> {

    @Override
    public Cause convert(String text) {
        try {
            return Cause.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Makes a cause that an operator may set or lift. */
    static final class Changeable implements ITypeConverter<Cause> {

        @Override
        public Cause convert(String text) {
            Cause cause = new CauseConverter().convert(text);
            if (cause == Cause.ERASED) {
                // It stands for a person who was erased, not for an address that somebody names.
                throw new TypeConversionException(
                        "The cause erased is set by an erasure only, and lifted by the person only.");
            }
            return cause;
        }
    }
}
