package com.scrabbl.console.content;

import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Problem;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.SettingsFormat;
import com.scrabbl.newsletter.StaleNewsletterException;
import com.scrabbl.yaml.FileProblem;
import com.scrabbl.yaml.WrongFileException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A newsletter's settings as the file that declares them: the same settings as in the form, and the same rules. */
@Controller
@RequestMapping("/console/newsletters/{slug}/yaml")
class NewsletterYamlController {

    private final Newsletters newsletters;
    private final NewsletterLines lines;
    private final NewsletterFile file;
    private final NewsletterDesk desk;

    NewsletterYamlController(Newsletters newsletters, NewsletterLines lines, NewsletterFile file, NewsletterDesk desk) {
        this.newsletters = newsletters;
        this.lines = lines;
        this.file = file;
        this.desk = desk;
    }

    /** A line of the text that has a problem. */
    public record WrongLine(int number, String text) {}

    @GetMapping
    String show(@PathVariable String slug, Model page) {
        Newsletter newsletter = get(slug);
        return text(SettingsFormat.toYaml(newsletter.settings()), newsletter, page);
    }

    @PostMapping
    String save(
            @PathVariable String slug,
            @RequestParam String yaml,
            @RequestParam(defaultValue = "") String version,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Newsletter newsletter = get(slug);
        try {
            NewsletterSettings settings = read(slug, yaml);
            if (!settings.slug().equals(slug)) {
                String other = "This page is about %s, and the text declares %s. Nothing was saved."
                        .formatted(slug, settings.slug());
                return refused(List.of(new Problem("yaml", other)), yaml, newsletter, page, response);
            }
            NewslettersController.say(desk.save(user, settings, version), redirect);
            return "redirect:/console/newsletters/" + slug + "/yaml";
        } catch (WrongFileException e) {
            page.addAttribute("wrongLines", wrongLines(yaml, e));
            return refused(SettingsProblems.byLine(e), yaml, newsletter, page, response);
        } catch (StaleNewsletterException e) {
            NewslettersController.sayTheirs(e, NewsletterForm.of(read(slug, yaml)), page, response);
            return text(yaml, e.present(), page);
        }
    }

    /** The first newsletter of the text; a second one is a problem of its own. */
    private NewsletterSettings read(String slug, String yaml) {
        List<NewsletterSettings> declared = file.readOnConsole(slug + ".yml", yaml);
        return declared.stream()
                .filter(settings -> declared.size() == 1 || !settings.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private static List<WrongLine> wrongLines(String yaml, WrongFileException wrong) {
        List<String> all = yaml.lines().toList();
        return wrong.found().stream()
                .map(FileProblem::line)
                .distinct()
                .filter(line -> line <= all.size())
                .map(line -> new WrongLine(line, all.get(line - 1)))
                .toList();
    }

    private String refused(
            List<Problem> problems, String yaml, Newsletter newsletter, Model page, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        page.addAttribute("problems", problems);
        return text(yaml, newsletter, page);
    }

    private String text(String yaml, Newsletter newsletter, Model page) {
        page.addAttribute("yaml", yaml);
        page.addAttribute("newsletter", lines.of(newsletter));
        page.addAttribute("version", SettingsFormat.version(newsletter.settings()));
        return "console/newsletter-yaml";
    }

    private Newsletter get(String slug) {
        return newsletters.find(slug).orElseThrow(() -> NewslettersController.unknown(slug));
    }
}
