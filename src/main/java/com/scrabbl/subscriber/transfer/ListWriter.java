package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.transfer.SubscriberExport.Attribute;
import com.scrabbl.subscriber.transfer.SubscriberExport.Exported;
import com.scrabbl.subscriber.transfer.SubscriberExport.Filter;
import com.scrabbl.subscriber.transfer.SubscriberExport.Value;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the list as a file that an import takes as it is: rows as they are read, a page of them in memory. */
@Component
public class ListWriter {

    private static final int PAGE = 1_000;
    private static final List<String> COLUMNS =
            List.of("email", "name", "language", "time_zone", "topics", "newsletter", "subscription", "since");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SubscriberExport export;

    ListWriter(SubscriberExport export) {
        this.export = export;
    }

    /** A line for each subscription, attributes as columns; safe to open in a spreadsheet. The writer is not closed. */
    public void csv(Filter filter, Writer out) throws IOException {
        List<Attribute> attributes = export.attributes();
        // Closing it would close the writer, which is the caller's.
        @SuppressWarnings("resource")
        CsvWriter csv = CsvWriter.builder().build(out);
        List<String> header = new ArrayList<>(COLUMNS);
        attributes.forEach(attribute -> header.add(attribute.column()));
        csv.writeRecord(header);
        for (List<Exported> page = export.after(filter, null, PAGE); !page.isEmpty(); page = next(filter, page)) {
            page.forEach(row -> csv.writeRecord(cells(row, attributes)));
        }
        csv.flush();
    }

    /** One array, an object a line; attributes are an object of it. The writer is not closed. */
    public void json(Filter filter, Writer out) throws IOException {
        out.write("[");
        String separator = System.lineSeparator();
        for (List<Exported> page = export.after(filter, null, PAGE); !page.isEmpty(); page = next(filter, page)) {
            for (Exported row : page) {
                out.write(separator);
                out.write(JSON.writeValueAsString(object(row)));
                separator = "," + System.lineSeparator();
            }
        }
        out.write("]");
        out.write(System.lineSeparator());
        out.flush();
    }

    private List<Exported> next(Filter filter, List<Exported> page) {
        return page.size() < PAGE ? List.of() : export.after(filter, page.get(page.size() - 1), PAGE);
    }

    private static List<String> cells(Exported row, List<Attribute> attributes) {
        List<String> cells = new ArrayList<>();
        cells.add(safe(row.email()));
        cells.add(safe(row.name()));
        cells.add(safe(row.language()));
        cells.add(safe(row.timeZone()));
        cells.add(safe(row.topics().listed()));
        cells.add(safe(row.newsletter()));
        cells.add(row.state().name());
        cells.add(row.since().toString());
        attributes.forEach(attribute -> cells.add(cell(row.attributes().get(attribute.name()))));
        return cells;
    }

    /** A number stays one, so that a minus is taken for no formula. */
    private static String cell(@Nullable Value value) {
        if (value == null) {
            return "";
        }
        if (value.kind() == AttributeKind.NUMBER) {
            return value.content();
        }
        boolean one = value.kind() == AttributeKind.LIST && value.content().indexOf('|') < 0;
        return safe(one ? value.content() + "|" : value.content());
    }

    private static String safe(@Nullable String text) {
        return text == null ? "" : FormulaGuard.guarded(text);
    }

    private static Map<String, @Nullable Object> object(Exported row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("email", row.email());
        object.put("name", row.name());
        object.put("language", row.language());
        object.put("time_zone", row.timeZone());
        object.put("topics", row.topics().keys());
        object.put("newsletter", row.newsletter());
        object.put("subscription", row.state().name());
        object.put("since", row.since());
        Map<String, Object> typed = new LinkedHashMap<>();
        row.attributes().forEach((name, value) -> typed.put(name, value.kind().value(value.content())));
        object.put("attributes", typed);
        return object;
    }
}
