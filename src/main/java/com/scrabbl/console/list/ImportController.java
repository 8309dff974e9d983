package com.scrabbl.console.list;

import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Problem;
import com.scrabbl.console.list.ListImport.State;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.transfer.ListFile;
import com.scrabbl.subscriber.transfer.ListHead;
import com.scrabbl.subscriber.transfer.UnreadableListException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A file's way into the list: upload, what its columns mean, a check that writes nothing, the import. */
@Controller
@ConditionalOnWebApplication
class ImportController {

    /** A list of {@link Problem}, of a form that another servlet took. */
    static final String PROBLEMS = ImportController.class.getName() + ".problems";

    private static final int PAGE = 50;

    private final ListImports imports;
    private final ImportWork work;
    private final ImportView.Maker views;
    private final Uploads uploads;
    private final ImportProperties properties;
    private final Newsletters newsletters;
    private final Clock clock;

    ImportController(
            ListImports imports,
            ImportWork work,
            ImportView.Maker views,
            Uploads uploads,
            ImportProperties properties,
            Newsletters newsletters,
            Clock clock) {
        this.imports = imports;
        this.work = work;
        this.views = views;
        this.uploads = uploads;
        this.properties = properties;
        this.newsletters = newsletters;
        this.clock = clock;
    }

    @GetMapping("/console/import")
    String list(
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Long large,
            HttpServletResponse response,
            Model model) {
        if (large != null) {
            response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
            model.addAttribute(
                    "problems",
                    List.of(new Problem(
                            "file",
                            "The file is too large: %d MB, at most %d MB are taken. Split it, or use the command `subscribers import` on the server."
                                    .formatted(
                                            large / 1_000_000,
                                            properties.largest().toMegabytes()))));
        }
        return page(ImportForm.EMPTY, before, model);
    }

    /** After a form that was refused. */
    @PostMapping("/console/import/refused")
    String refused(HttpServletRequest request, Model model) {
        if (!(request.getAttribute(PROBLEMS) instanceof List<?> problems)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("problems", problems);
        ImportForm form = ImportForm.of(request);
        if (form.kind() == ListImport.Kind.SUPPRESSIONS) {
            model.addAttribute("form", form);
            return "console/suppressions-import";
        }
        return page(form, null, model);
    }

    private String page(ImportForm form, @Nullable Long before, Model model) {
        List<ListImport> found = imports.before(before == null ? Long.MAX_VALUE : before, PAGE + 1);
        List<ListImport> shown = found.subList(0, Math.min(found.size(), PAGE));
        model.addAttribute("form", form);
        model.addAttribute("newsletters", newsletters.all());
        model.addAttribute("charsets", ImportForm.Reader.CHARSETS);
        model.addAttribute("largest", properties.largest().toMegabytes());
        model.addAttribute("imports", shown.stream().map(views::of).toList());
        model.addAttribute("first", before == null);
        model.addAttribute("older", found.size() > PAGE ? shown.get(PAGE - 1).id() : 0);
        return "console/import";
    }

    @GetMapping("/console/import/{id}")
    String one(@PathVariable long id, Model model) {
        return one(find(id), Map.of(), model);
    }

    private String one(ListImport one, Map<String, String> chosen, Model model) {
        ImportView view = views.of(one);
        model.addAttribute("view", view);
        model.addAttribute("now", clock.instant());
        if (one.isReaders() && view.hasFile() && (one.state() == State.UPLOADED || !chosen.isEmpty())) {
            try {
                ListHead head = ListHead.open(
                        uploads.file(one), one.how().source(), one.how().charsetOrNull());
                model.addAttribute(
                        "columns",
                        ColumnChoice.of(head, chosen.isEmpty() ? one.how().mapping() : chosen));
                model.addAttribute("lines", head.lines());
            } catch (UnreadableListException e) {
                model.addAttribute("unreadable", uploads.sentence(one, e));
            }
        }
        return "console/import-one";
    }

    /** What its columns mean, once more. */
    @GetMapping("/console/import/{id}/columns")
    String columns(@PathVariable long id, Model model) {
        ListImport one = find(id);
        if (one.isWorking() || one.state() == State.DONE || !one.isReaders() || !uploads.hasFile(one)) {
            return "redirect:/console/import/" + id;
        }
        ListHead head =
                ListHead.open(uploads.file(one), one.how().source(), one.how().charsetOrNull());
        return one(one, ColumnChoice.asChosen(head, one.how().mapping()), model);
    }

    @GetMapping("/console/import/{id}/live")
    String live(@PathVariable long id, HttpServletResponse response, Model model) {
        ListImport one = find(id);
        model.addAttribute("view", views.of(one));
        model.addAttribute("now", clock.instant());
        if (!one.isWorking()) {
            // Ends the polling; the whole page is another one now.
            response.setStatus(286);
            response.setHeader("HX-Refresh", "true");
        }
        return "console/import-live";
    }

    @PostMapping("/console/import/{id}/check")
    String check(
            @PathVariable long id,
            @RequestParam Map<String, String> fields,
            HttpServletResponse response,
            Model model) {
        ListImport one = find(id);
        requireFile(one);
        ImportHow how = one.how();
        if (one.isReaders()) {
            Map<String, String> mapping = new LinkedHashMap<>();
            try {
                ListHead head = ListHead.open(uploads.file(one), how.source(), how.charsetOrNull());
                mapping.putAll(ColumnChoice.mapping(head, fields));
                ListFile.open(uploads.file(one), how.source(), mapping, how.charsetOrNull());
            } catch (UnreadableListException e) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("problems", List.of(new Problem("c0", uploads.sentence(one, e))));
                return one(one, fields, model);
            }
            how = how.mapped(mapping);
        }
        if (one.isWorking() || one.state() == State.DONE || !work.check(one, how)) {
            throw conflict();
        }
        return "redirect:/console/import/" + id;
    }

    /** @param seen when the import changed last that the page showed: its numbers are what is agreed to */
    @PostMapping("/console/import/{id}/run")
    String run(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String seen,
            @AuthenticationPrincipal CurrentUser user) {
        ListImport one = find(id);
        requireFile(one);
        boolean again = one.state() == State.INTERRUPTED || one.state() == State.FAILED;
        // Without a report nobody has seen what it would do: it is checked first.
        boolean moved = one.report() == null || !seen.equals(one.changedAt().toString());
        if (moved || one.state() != State.CHECKED && !again || !work.run(one, user.name())) {
            throw conflict();
        }
        return "redirect:/console/import/" + id;
    }

    private ListImport find(long id) {
        return imports.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such import."));
    }

    private void requireFile(ListImport one) {
        if (!uploads.hasFile(one)) {
            throw new ResponseStatusException(
                    HttpStatus.GONE, "The file is not here any more. Nothing was changed. Choose it once more.");
        }
    }

    static ResponseStatusException conflict() {
        return new ResponseStatusException(
                HttpStatus.CONFLICT,
                "This import has moved on meanwhile, perhaps by somebody else. Nothing was changed by this. Look at its page.");
    }
}
