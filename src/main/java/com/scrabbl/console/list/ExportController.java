package com.scrabbl.console.list;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Problem;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.transfer.ListTime;
import com.scrabbl.subscriber.transfer.ListWriter;
import com.scrabbl.subscriber.transfer.SubscriberExport.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list as a file. It is asked for by a POST, since who took it is written down. */
@Controller
class ExportController {

    private final ListWriter list;
    private final Newsletters newsletters;
    private final Audit audit;
    private final Clock clock;

    ExportController(ListWriter list, Newsletters newsletters, Audit audit, Clock clock) {
        this.list = list;
        this.newsletters = newsletters;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is typed; empty texts leave nothing out. */
    public record Form(
            String newsletter,
            String state,
            String topic,
            String attribute,
            String value,
            String joinedAfter,
            String format) {

        static final Form EMPTY = new Form("", "", "", "", "", "", "csv");
    }

    @GetMapping("/console/export")
    String ask(
            @RequestParam(defaultValue = "") String newsletter,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String topic,
            Model model) {
        return page(new Form(newsletter, state, topic, "", "", "", "csv"), model);
    }

    private String page(Form form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("newsletters", newsletters.all());
        return "console/export";
    }

    @PostMapping("/console/export")
    @Nullable
    String export(
            @RequestParam(defaultValue = "") String newsletter,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String topic,
            @RequestParam(defaultValue = "") String attribute,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "") String joinedAfter,
            @RequestParam(defaultValue = "csv") String format,
            @AuthenticationPrincipal CurrentUser user,
            HttpServletResponse response,
            Model model)
            throws IOException {
        Form form = new Form(newsletter, state, topic.strip(), attribute.strip(), value.strip(), joinedAfter, format);
        List<Problem> problems = new ArrayList<>();
        Filter filter = filter(form, problems);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", problems);
            return page(form, model);
        }
        boolean json = format.equals("json");
        audit.record(user.change("subscribers export", newsletter.isEmpty() ? "all newsletters" : newsletter)
                .detail(told(form)));
        response.setContentType(json ? "application/json" : "text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"subscribers-%s.%s\""
                        .formatted(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), json ? "json" : "csv"));
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        if (json) {
            list.json(filter, out);
        } else {
            list.csv(filter, out);
        }
        return null;
    }

    private Filter filter(Form form, List<Problem> problems) {
        @Nullable Newsletter of = newsletters.find(form.newsletter()).orElse(null);
        if (of == null && !form.newsletter().isEmpty()) {
            problems.add(new Problem("newsletter", "There is no such newsletter. Choose one, or all."));
        }
        if (form.attribute().isEmpty() != form.value().isEmpty()) {
            problems.add(new Problem("attribute", "Give both the attribute’s name and what it must be, or neither."));
        }
        @Nullable Instant joined = null;
        try {
            joined = form.joinedAfter().isBlank() ? null : ListTime.parse(form.joinedAfter());
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("joinedAfter", e.getMessage() + "."));
        }
        return new Filter(
                of == null ? null : of.id(),
                Arrays.stream(State.values())
                        .filter(one -> one.name().equalsIgnoreCase(form.state()))
                        .findFirst()
                        .orElse(null),
                form.topic().isEmpty() ? null : form.topic(),
                form.attribute().isEmpty() ? Map.of() : Map.of(form.attribute(), form.value()),
                joined);
    }

    private static String told(Form form) {
        List<String> told = new ArrayList<>(List.of(form.format()));
        add(told, "state", form.state());
        add(told, "topic", form.topic());
        add(told, form.attribute(), form.value());
        add(told, "joined after", form.joinedAfter());
        return String.join(", ", told);
    }

    private static void add(List<String> told, String name, String value) {
        if (!value.isBlank()) {
            told.add(name + " " + value);
        }
    }
}
