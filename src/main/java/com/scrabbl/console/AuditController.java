package com.scrabbl.console;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Audit.Entry;
import com.scrabbl.audit.AuditQuery;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The audit, for admins: narrowed down, page by page, and as a file. */
@Controller
class AuditController {

    private static final int ON_A_PAGE = 50;

    /** How many are read at once for a file. */
    private static final int AT_ONCE = 1_000;

    private final Audit audit;
    private final Lookups lookups;

    AuditController(Audit audit, Lookups lookups) {
        this.audit = audit;
        this.lookups = lookups;
    }

    /**
     * What narrows the list down, as it was typed.
     *
     * @param from a day, which counts
     * @param to a day, which counts
     * @param before the id of the entry that the page before ended with
     */
    public record Filter(
            @Nullable String who,
            @Nullable String what,
            @Nullable String about,
            @Nullable String from,
            @Nullable String to,
            @Nullable Long before) {

        public Filter {
            who = orEmpty(who);
            what = orEmpty(what);
            about = orEmpty(about);
            from = orEmpty(from);
            to = orEmpty(to);
        }

        private static String orEmpty(@Nullable String text) {
            return text == null
                    ? ""
                    : text.strip().substring(0, Math.min(text.strip().length(), 200));
        }

        /** Whether it narrows anything down. */
        public boolean isSet() {
            return !(who + what + about + from + to).isEmpty();
        }

        /** The path of a page with this filter, and of the entries before that one. */
        String path(Lookups lookups, String page, @Nullable Long last) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("who", String.valueOf(who));
            fields.put("what", String.valueOf(what));
            fields.put("about", String.valueOf(about));
            fields.put("from", String.valueOf(from));
            fields.put("to", String.valueOf(to));
            fields.put("before", last == null ? "" : last.toString());
            return lookups.path(page, fields);
        }

        AuditQuery query(ZoneId zone, List<Problem> problems) {
            return new AuditQuery(
                    who, what, about, day("from", from, 0, zone, problems), day("to", to, 1, zone, problems));
        }

        private static @Nullable Instant day(
                String field, @Nullable String typed, int plus, ZoneId zone, List<Problem> problems) {
            if (typed == null || typed.isEmpty()) {
                return null;
            }
            try {
                return Day.parse(typed).plusDays(plus).atStartOfDay(zone).toInstant();
            } catch (DateTimeException e) {
                problems.add(new Problem(field, "\"%s\" is no day; write it like 2026-11-24.".formatted(typed)));
                return null;
            }
        }
    }

    @GetMapping("/console/audit")
    String list(Filter filter, HttpServletResponse response, Model model) {
        List<Problem> problems = new ArrayList<>();
        AuditQuery query = filter.query(ZoneId.systemDefault(), problems);
        List<Entry> found = problems.isEmpty() ? audit.search(query, before(filter), ON_A_PAGE + 1) : List.of();
        boolean more = found.size() > ON_A_PAGE;
        List<Entry> shown = more ? found.subList(0, ON_A_PAGE) : found;
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", problems);
        }
        model.addAttribute("filter", filter);
        model.addAttribute("entries", shown);
        model.addAttribute(
                "older",
                more
                        ? filter.path(
                                lookups,
                                "/console/audit",
                                shown.get(shown.size() - 1).id())
                        : "");
        model.addAttribute("newest", filter.before() == null ? "" : filter.path(lookups, "/console/audit", null));
        model.addAttribute("csv", filter.path(lookups, "/console/audit/csv", null));
        model.addAttribute("json", filter.path(lookups, "/console/audit/json", null));
        return "console/audit";
    }

    /** All that the filter leaves, the newest first, however many. */
    @GetMapping("/console/audit/{format:csv|json}")
    void file(@PathVariable String format, Filter filter, HttpServletResponse response) throws IOException {
        List<Problem> problems = new ArrayList<>();
        AuditQuery query = filter.query(ZoneId.systemDefault(), problems);
        if (!problems.isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT, problems.get(0).text());
        }
        response.setContentType(format.equals("csv") ? "text/csv" : "application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.%s\"".formatted(format));
        Writer out = response.getWriter();
        if (format.equals("csv")) {
            AuditFile.csv(out, write -> all(query, write));
        } else {
            AuditFile.json(out, write -> all(query, write));
        }
    }

    private void all(AuditQuery query, Consumer<Entry> write) {
        long before = Long.MAX_VALUE;
        List<Entry> page;
        do {
            page = audit.search(query, before, AT_ONCE);
            page.forEach(write);
            before = page.isEmpty() ? before : page.get(page.size() - 1).id();
        } while (page.size() == AT_ONCE);
    }

    private static long before(Filter filter) {
        Long before = filter.before();
        return before == null ? Long.MAX_VALUE : before;
    }
}
