package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.audit.Audit;
import com.scrabbl.mail.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What names an address beside the list: requests, letters, the audit. Their rows stay, as those of the ledger do. */
@Component
class Traces {

    private static final String ERASED = "(erased)";

    /** In the place of an address that a letter went to; the sign-up's letters know it. */
    private static final String MOVED = "(moved)";

    private static final String BLANK_REQUEST = """
            UPDATE signup_request
            SET email = :erased, address = :erased, language = NULL, time_zone = NULL, network = NULL,
                user_agent = NULL, detail = NULL, choices = '', outcome = COALESCE(outcome, 'REFUSED'),
                handled_at = COALESCE(handled_at, :now)
            WHERE address = :address
            """;

    private static final String BLANK_LETTER = """
            UPDATE letter
            SET email = '(erased)', address = :left, reply = NULL, next_attempt_at = NULL,
                outcome = COALESCE(outcome, 'TOO_LATE')
            WHERE\s""";

    private final JdbcClient jdbc;
    private final Audit audit;

    Traces(JdbcClient jdbc, Audit audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Requests count against limits and tell what was decided, whoever asked. Those nobody has decided yet are refused. */
    void blankRequests(EmailAddress address, Instant now) {
        jdbc.sql(BLANK_REQUEST)
                .param("erased", ERASED)
                .param("address", address.normal())
                .param("now", utc(now))
                .update();
    }

    /** Those that were decided: one that is open is somebody's new wish. */
    void blankDecidedRequests(EmailAddress address, Instant now) {
        jdbc.sql(BLANK_REQUEST + " AND handled_at IS NOT NULL")
                .param("erased", ERASED)
                .param("address", address.normal())
                .param("now", utc(now))
                .update();
    }

    /** Letters to the address; those that are still to be sent never are. */
    void blankLetters(EmailAddress address) {
        blankLetters(address, ERASED);
    }

    /** The same when the person gets mail elsewhere: whoever follows a link in them is told so. */
    void blankLettersOfMoved(EmailAddress address) {
        blankLetters(address, MOVED);
    }

    private void blankLetters(EmailAddress address, String left) {
        jdbc.sql(BLANK_LETTER + "address = :address")
                .param("left", left)
                .param("address", address.normal())
                .update();
    }

    /** Letters with links of these subscriptions, whatever address they went to. */
    void blankLetters(List<Long> subscriptions) {
        jdbc.sql(BLANK_LETTER + "subscription_id = ANY(:subscriptions)")
                .param("left", ERASED)
                .param("subscriptions", subscriptions.toArray(Long[]::new))
                .update();
    }

    /** Takes the address out of the texts, as a whole word, and what was known of the person. */
    void scrubAudit(EmailAddress address) {
        audit.forgetTexts(address.normal());
        Stream.of(address.normal(), address.typed().toLowerCase(Locale.ROOT))
                .distinct()
                .forEach(this::scrubAudit);
    }

    private void scrubAudit(String form) {
        Pattern whole = whole(form);
        audit.rewrite(form, text -> whole.matcher(text).replaceAll(ERASED));
    }

    /** Takes the address out of what imports tell of their files: those who were held back stand there by name. */
    void scrubImports(EmailAddress address) {
        Stream.of(address.normal(), address.typed().toLowerCase(Locale.ROOT))
                .distinct()
                .forEach(form -> jdbc.sql(
                                "SELECT id, report FROM list_import WHERE POSITION(:form IN LOWER(report)) > 0")
                        .param("form", form)
                        .query((row, number) -> Map.entry(row.getLong("id"), row.getString("report")))
                        .list()
                        .forEach(found -> jdbc.sql("UPDATE list_import SET report = :report WHERE id = :id")
                                .param(
                                        "report",
                                        whole(form).matcher(found.getValue()).replaceAll(ERASED))
                                .param("id", found.getKey())
                                .update()));
    }

    private static Pattern whole(String form) {
        return Pattern.compile(
                "(?<![\\w.%+-])" + Pattern.quote(form) + "(?![\\w-]|\\.\\w)",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
