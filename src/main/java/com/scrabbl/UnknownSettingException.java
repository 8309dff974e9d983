package com.scrabbl;

import com.scrabbl.spelling.Nearest;
import java.util.List;

/** A key under {@code scrabbl.} is set that means nothing: most likely it is misspelt. */
final class UnknownSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownSettingException(String key, List<String> known) {
        super("%s: there is no such setting%s; application.yml has them all"
                .formatted(key, Nearest.to(key, known).hint()));
    }
}
