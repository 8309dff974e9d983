package com.scrabbl.console.content;

import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.newsletter.AppliedNewsletter;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.SettingsFormat;
import com.scrabbl.newsletter.StaleNewsletterException;
import com.scrabbl.yaml.WrongFileException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The newsletters, and the settings of each as a form. */
@Controller
@RequestMapping("/console/newsletters")
class NewslettersController {

    private final Newsletters newsletters;
    private final NewsletterLines lines;
    private final NewsletterFile file;
    private final NewsletterDesk desk;
    private final SettingsChoices choices;

    NewslettersController(
            Newsletters newsletters,
            NewsletterLines lines,
            NewsletterFile file,
            NewsletterDesk desk,
            SettingsChoices choices) {
        this.newsletters = newsletters;
        this.lines = lines;
        this.file = file;
        this.desk = desk;
        this.choices = choices;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String after, Model page) {
        List<NewsletterLine> found = lines.after(after, NewsletterLines.ON_A_PAGE + 1);
        boolean more = found.size() > NewsletterLines.ON_A_PAGE;
        List<NewsletterLine> shown = more ? found.subList(0, NewsletterLines.ON_A_PAGE) : found;
        page.addAttribute("newsletters", shown);
        page.addAttribute("first", after.isEmpty());
        page.addAttribute("next", more ? shown.get(shown.size() - 1).slug() : "");
        return "console/newsletters";
    }

    @GetMapping("/new")
    String empty(Model page) {
        return form(choices.beginning(), null, page);
    }

    @PostMapping("/new")
    String add(
            @RequestParam MultiValueMap<String, String> fields,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        NewsletterForm entered = NewsletterForm.entered(fields);
        String slug = entered.value("slug").strip();
        if (newsletters.find(slug).isPresent()) {
            String taken = "\"%s\" is a newsletter already. Choose another slug. Nothing was saved.".formatted(slug);
            return refused(List.of(new Problem("slug", taken)), entered, null, page, response);
        }
        return save(entered, null, null, user, page, response, redirect);
    }

    @GetMapping("/{slug}")
    String show(@PathVariable String slug, @AuthenticationPrincipal CurrentUser user, Model page) {
        Newsletter newsletter = get(slug);
        if (user.isAdmin()) {
            return form(NewsletterForm.of(newsletter.settings()), newsletter, page);
        }
        page.addAttribute("newsletter", lines.of(newsletter));
        page.addAttribute("yaml", SettingsFormat.toYaml(newsletter.settings()));
        return "console/newsletter-read";
    }

    @PostMapping("/{slug}")
    String save(
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> fields,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Newsletter newsletter = get(slug);
        NewsletterForm entered =
                NewsletterForm.entered(fields).with("slug", slug).completedBy(NewsletterForm.of(newsletter.settings()));
        return save(entered, newsletter, fields.getFirst("version"), user, page, response, redirect);
    }

    private String save(
            NewsletterForm entered,
            @Nullable Newsletter newsletter,
            @Nullable String version,
            CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            NewsletterSettings settings =
                    file.readOnConsole("newsletter.yml", entered.yaml()).get(0);
            say(desk.save(user, settings, version), redirect);
            return "redirect:/console/newsletters/" + settings.slug();
        } catch (WrongFileException e) {
            return refused(SettingsProblems.byField(e), entered, newsletter, page, response);
        } catch (StaleNewsletterException e) {
            sayTheirs(e, entered, page, response);
            return form(entered, e.present(), page);
        }
    }

    /** What the page after a saving says. */
    static void say(AppliedNewsletter applied, RedirectAttributes redirect) {
        String name = applied.newsletter().name();
        Flash.saying(
                        switch (applied.outcome()) {
                            case NEW -> name + " is a newsletter now.";
                            case CHANGED -> name + " is saved. It counts from the next edition.";
                            case UNCHANGED -> name + " stood so already: nothing was changed.";
                        })
                .on(redirect);
    }

    /** What somebody else saved since the page was opened, where it differs from what was entered. */
    static void sayTheirs(
            StaleNewsletterException stale, NewsletterForm entered, Model page, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        page.addAttribute(
                "theirs",
                NewsletterForm.differences(NewsletterForm.of(stale.present().settings()), entered));
    }

    private String refused(
            List<Problem> problems,
            NewsletterForm entered,
            @Nullable Newsletter newsletter,
            Model page,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        page.addAttribute("problems", problems);
        return form(entered, newsletter, page);
    }

    private String form(NewsletterForm form, @Nullable Newsletter newsletter, Model page) {
        page.addAttribute("form", form);
        page.addAttribute("choices", choices);
        if (newsletter != null) {
            page.addAttribute("newsletter", lines.of(newsletter));
            page.addAttribute("version", SettingsFormat.version(newsletter.settings()));
        }
        return "console/newsletter";
    }

    private Newsletter get(String slug) {
        return newsletters.find(slug).orElseThrow(() -> unknown(slug));
    }

    static ResponseStatusException unknown(String slug) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND,
                "There is no newsletter \"%s\". The list has all that there are.".formatted(slug));
    }
}
