package com.scrabbl.console.list;

import com.scrabbl.console.Problem;
import com.scrabbl.console.list.ListImport.Kind;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.transfer.ImportOptions.Status;
import com.scrabbl.subscriber.transfer.ImportOptions.Update;
import com.scrabbl.subscriber.transfer.ListSource;
import com.scrabbl.subscriber.transfer.ListTime;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was typed beside the file; texts may be empty. */
public record ImportForm(
        Kind kind,
        String newsletter,
        String source,
        String charset,
        String status,
        String update,
        String consentText,
        String consentDate,
        String cause) {

    static final ImportForm EMPTY =
            new ImportForm(Kind.READERS, "", "own", "", "active", "none", "", "", Cause.MANUAL.text());

    static ImportForm of(HttpServletRequest request) {
        return new ImportForm(
                "suppressions".equals(request.getParameter("kind")) ? Kind.SUPPRESSIONS : Kind.READERS,
                text(request, "newsletter"),
                text(request, "source"),
                text(request, "charset"),
                text(request, "status"),
                text(request, "update"),
                text(request, "consentText"),
                text(request, "consentDate"),
                text(request, "cause"));
    }

    private static String text(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "").strip();
    }

    /** Makes sense of a form. */
    @Component
    static class Reader {

        /** Encodings that lists come in, besides those that show by themselves. */
        static final List<String> CHARSETS = List.of("windows-1252", "ISO-8859-15", "windows-1250", "UTF-16LE");

        private static final int LONGEST_CONSENT = 5_000;

        private final Newsletters newsletters;
        private final Clock clock;

        Reader(Newsletters newsletters, Clock clock) {
            this.newsletters = newsletters;
            this.clock = clock;
        }

        List<Problem> problems(ImportForm form) {
            List<Problem> problems = new ArrayList<>();
            if (form.kind() == Kind.SUPPRESSIONS) {
                if (cause(form) == null) {
                    problems.add(new Problem("cause", "Choose the cause of lines that name none."));
                }
                return problems;
            }
            if (newsletters.find(form.newsletter()).isEmpty()) {
                problems.add(new Problem("newsletter", "Choose the newsletter that they get."));
            }
            if (!form.charset().isEmpty() && !CHARSETS.contains(form.charset())) {
                problems.add(new Problem("charset", "Choose one of the encodings."));
            }
            if (form.consentText().length() > LONGEST_CONSENT) {
                problems.add(new Problem(
                        "consentText", "The text that they agreed to is too long; at most 5,000 characters are kept."));
            }
            try {
                Instant date = date(form);
                if (date != null && date.isAfter(clock.instant())) {
                    problems.add(new Problem("consentDate", "The day on which they agreed is yet to come."));
                }
            } catch (IllegalArgumentException e) {
                problems.add(new Problem("consentDate", e.getMessage() + "."));
            }
            return problems;
        }

        /** Of a form without problems. */
        ImportHow how(ImportForm form) {
            boolean readers = form.kind() == Kind.READERS;
            return new ImportHow(
                    readers
                            ? newsletters
                                    .find(form.newsletter())
                                    .map(Newsletter::id)
                                    .orElseThrow()
                            : 0,
                    switch (form.source()) {
                        case "mailchimp" -> ListSource.MAILCHIMP;
                        case "listmonk" -> ListSource.LISTMONK;
                        default -> ListSource.OWN;
                    },
                    form.charset().isEmpty() ? null : form.charset(),
                    Map.of(),
                    form.status().equals("pending") ? Status.PENDING : Status.ACTIVE,
                    form.update().equals("profile") ? Update.PROFILE : Update.NONE,
                    form.consentText().isEmpty() ? null : form.consentText(),
                    readers ? date(form) : null,
                    Objects.requireNonNullElse(cause(form), Cause.MANUAL));
        }

        private static @Nullable Instant date(ImportForm form) {
            return form.consentDate().isEmpty() ? null : ListTime.parse(form.consentDate());
        }

        private static @Nullable Cause cause(ImportForm form) {
            try {
                Cause cause = Cause.parse(form.cause());
                return cause == Cause.ERASED ? null : cause;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
