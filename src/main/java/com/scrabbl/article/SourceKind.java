package com.scrabbl.article;

/** What the place of a source is. */
public enum SourceKind {
    /** An http or https URL of a feed or of one article. */
    URL,
    /** A file that holds a feed or one article: a page, Markdown or text. */
    FILE,
    /** A folder of such files. */
    FOLDER
}
