package com.scrabbl.subscriber.transfer;

/**
 * Spreadsheets run a cell that begins with {@code =}, {@code +}, {@code -}, {@code @}, TAB or CR as a formula. What we write
 * for them has a {@code '} before it, which our import takes off again; text that looks guarded already gets one more, so
 * that nothing is lost on the way.
 */
public final class FormulaGuard {

    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    private FormulaGuard() {}

    /** The text as a spreadsheet may be given it. */
    public static String guarded(String cell) {
        return beginsAFormula(cell) ? "'" + cell : cell;
    }

    /** What was guarded. */
    public static String unguarded(String cell) {
        return cell.startsWith("'") && beginsAFormula(cell) ? cell.substring(1) : cell;
    }

    private static boolean beginsAFormula(String cell) {
        int first = 0;
        while (first < cell.length() && cell.charAt(first) == '\'') {
            first++;
        }
        return first < cell.length() && BEGINS_A_FORMULA.indexOf(cell.charAt(first)) >= 0;
    }
}
