package com.scrabbl.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured, as text for people: each column as wide as its widest cell.
 *
 * @param head the line above
 * @param lines the names of the columns, then the rows; all have as many cells
 * @param firstFigure the first column that stands at the right
 * @param firstText the column after the last one of these
 */
public record FigureTable(String head, List<List<String>> lines, int firstFigure, int firstText) {

    /**
     * Prints the table, and writes it to {@code target/<name>.txt}, and the same as data to {@code target/<name>.json}.
     */
    public void keep(String name, Map<String, Object> data) {
        String text = text();
        try {
            Files.writeString(
                    Path.of("target", name + ".json"),
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(data));
            Files.writeString(Path.of("target", name + ".txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("\n" + text);
    }

    private String text() {
        int[] widths = new int[lines.get(0).size()];
        lines.forEach(line -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        });
        return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n", head + "\n", "\n"));
    }

    private String padded(List<String> line, int[] widths) {
        StringBuilder padded = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = line.get(column);
            String spaces = " ".repeat(widths[column] - cell.length());
            padded.append(column >= firstFigure && column < firstText ? spaces + cell : cell + spaces)
                    .append("  ");
        }
        return padded.toString().stripTrailing();
    }
}
