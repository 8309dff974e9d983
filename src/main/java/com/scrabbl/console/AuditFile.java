package com.scrabbl.console;

import com.scrabbl.audit.Audit.Entry;
import com.scrabbl.subscriber.transfer.FormulaGuard;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Entries of the audit as a file, written as they come. */
final class AuditFile {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AuditFile() {}

    /** Safe to open in a spreadsheet. */
    static void csv(Writer out, Consumer<Consumer<Entry>> entries) throws IOException {
        // Whoever opened the writer closes it.
        @SuppressWarnings("resource")
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(List.of("id", "at", "via", "actor", "what", "target", "detail", "before", "after", "reason"));
        entries.accept(entry -> csv.writeRecord(fields(entry).values().stream()
                .map(value -> Objects.requireNonNullElse(value, "").toString())
                .map(FormulaGuard::guarded)
                .toList()));
        csv.flush();
    }

    /** One array, an object a line. */
    static void json(Writer out, Consumer<Consumer<Entry>> entries) throws IOException {
        out.write("[");
        String[] separator = {"\n"};
        entries.accept(entry -> {
            try {
                out.write(separator[0] + MAPPER.writeValueAsString(fields(entry)));
                separator[0] = ",\n";
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        out.write("\n]\n");
    }

    private static Map<String, @Nullable Object> fields(Entry entry) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", entry.id());
        fields.put("at", entry.at().toString());
        fields.put("via", entry.via().text());
        fields.put("actor", entry.actor());
        fields.put("what", entry.what());
        fields.put("target", entry.target());
        fields.put("detail", entry.detail());
        fields.put("before", entry.before());
        fields.put("after", entry.after());
        fields.put("reason", entry.reason());
        return fields;
    }
}
