package com.scrabbl.console.list;

import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.transfer.ImportOptions;
import com.scrabbl.subscriber.transfer.ImportOptions.Status;
import com.scrabbl.subscriber.transfer.ImportOptions.Update;
import com.scrabbl.subscriber.transfer.ListSource;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is read, and what becomes of those in it.
 *
 * @param newsletterId of readers; 0 for suppressions
 * @param source what wrote it
 * @param charset its name; null is found out
 * @param mapping our name of a column by the file's own; an empty one ignores the column
 * @param cause of suppressions that name none
 */
public record ImportHow(
        long newsletterId,
        ListSource source,
        @Nullable String charset,
        Map<String, String> mapping,
        Status status,
        Update update,
        @Nullable String consentText,
        @Nullable Instant consentDate,
        Cause cause) {

    ImportOptions options() {
        return new ImportOptions(newsletterId, status, update, consentText, consentDate);
    }

    @Nullable
    Charset charsetOrNull() {
        return charset == null ? null : Charset.forName(charset);
    }

    ImportHow mapped(Map<String, String> columns) {
        return new ImportHow(
                newsletterId, source, charset, Map.copyOf(columns), status, update, consentText, consentDate, cause);
    }
}
