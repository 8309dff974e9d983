package com.scrabbl.article;

/** What the place of a source is. */
public enum SourceKind {
    /** An http or https URL of a feed or of the page of one article. */
    URL,
    /** A file that holds a feed or the page of one article. */
    FILE,
    /** A folder of such files. */
    FOLDER
}
