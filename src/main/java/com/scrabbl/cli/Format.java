package com.scrabbl.cli;

/** How a result is printed. */
enum Format {
    /** For people: aligned columns, cut to the width of a terminal, never in a pipe. */
    TABLE,
    /** RFC 4180 with a header line; a cell that a spreadsheet would take for a formula begins with {@code '}. */
    CSV,
    /** A listing is one array, a single thing one object. */
    JSON
}
