package com.scrabbl.demo;

import java.io.IOException;
import java.nio.file.Path;

/** The demo cannot write where it keeps its data. */
final class DemoFolderException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    DemoFolderException(Path folder, IOException cause) {
        super(
                "The demo keeps its data in %s and can't write there (%s). Set --scrabbl.demo.folder to a folder of your own."
                        .formatted(folder, cause),
                cause);
    }
}
