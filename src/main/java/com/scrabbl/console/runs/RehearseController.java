package com.scrabbl.console.runs;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Rehearses a newsletter into files, and hands them out. */
@Controller
class RehearseController {

    private static final int LAST = 286;
    private static final int MOST = 10_000;

    private final Newsletters newsletters;
    private final Rehearsals rehearsals;
    private final Audit audit;

    RehearseController(Newsletters newsletters, Rehearsals rehearsals, Audit audit) {
        this.newsletters = newsletters;
        this.rehearsals = rehearsals;
        this.audit = audit;
    }

    @GetMapping("/console/newsletters/{slug}/rehearse")
    String ask(@PathVariable String slug, Model page) {
        page.addAttribute("newsletter", SendController.get(newsletters, slug));
        page.addAttribute("jobs", rehearsals.of(slug));
        return "console/rehearse";
    }

    @PostMapping("/console/newsletters/{slug}/rehearse")
    String start(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String limit,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Newsletter newsletter = SendController.get(newsletters, slug);
        if (!limit.matches("\\d{1,5}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            page.addAttribute("newsletter", newsletter);
            page.addAttribute("jobs", rehearsals.of(slug));
            page.addAttribute("problems", List.of(new Problem("limit", "Enter a number from 1 to 10,000.")));
            page.addAttribute("entered", Map.of("limit", limit));
            return "console/rehearse";
        }
        boolean another = rehearsals.running(slug).isPresent();
        RehearsalJob job = rehearsals.start(slug, Integer.parseInt(limit), user.name());
        page.asMap().clear();
        if (another) {
            Flash.saying("A rehearsal by %s is going on. This is it; none was begun besides.".formatted(job.by()))
                    .on(redirect);
        } else {
            audit.record(user.change("rehearse", slug).detail("for at most " + limit + " readers"));
        }
        return "redirect:/console/newsletters/" + slug + "/rehearse/" + job.id();
    }

    @GetMapping("/console/newsletters/{slug}/rehearse/{id:[0-9a-f]{8}}")
    String job(@PathVariable String slug, @PathVariable String id, Model page) {
        page.addAttribute("newsletter", SendController.get(newsletters, slug));
        page.addAttribute("job", find(slug, id));
        return "console/rehearsal";
    }

    @GetMapping("/console/newsletters/{slug}/rehearse/{id:[0-9a-f]{8}}/live")
    String live(@PathVariable String slug, @PathVariable String id, Model page, HttpServletResponse response) {
        RehearsalJob job = find(slug, id);
        page.addAttribute("newsletter", SendController.get(newsletters, slug));
        page.addAttribute("job", job);
        response.setStatus(job.running() ? HttpServletResponse.SC_OK : LAST);
        response.setHeader("Cache-Control", "no-store");
        return "console/rehearsal-live";
    }

    @PostMapping("/console/newsletters/{slug}/rehearse/{id:[0-9a-f]{8}}/cancel")
    String cancel(@PathVariable String slug, @PathVariable String id, Model page) {
        find(slug, id).cancel();
        page.asMap().clear();
        return "redirect:/console/newsletters/" + slug + "/rehearse/" + id;
    }

    @GetMapping("/console/newsletters/{slug}/rehearse/{id:[0-9a-f]{8}}/plan.csv")
    void plan(@PathVariable String slug, @PathVariable String id, HttpServletResponse response) throws IOException {
        Path plan = ended(slug, id).folder().resolve(Rehearsals.PLAN);
        download(response, "text/csv;charset=UTF-8", slug + "-plan.csv");
        Files.copy(plan, response.getOutputStream());
    }

    @GetMapping("/console/newsletters/{slug}/rehearse/{id:[0-9a-f]{8}}/messages.zip")
    void messages(@PathVariable String slug, @PathVariable String id, HttpServletResponse response) throws IOException {
        Path folder = ended(slug, id).folder();
        download(response, "application/zip", slug + "-rehearsal.zip");
        zip(folder, response.getOutputStream());
    }

    private static void zip(Path folder, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private static void download(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }

    private RehearsalJob ended(String slug, String id) {
        RehearsalJob job = find(slug, id);
        if (job.running()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "The rehearsal is still going on. Its files can be had when it is done.");
        }
        return job;
    }

    private RehearsalJob find(String slug, String id) {
        return rehearsals
                .find(slug, id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "This rehearsal is not there any more: its files are kept for a day, of the latest five, and until"
                                + " Scrabbl is started anew. Rehearse again."));
    }
}
