package com.scrabbl.site;

import com.scrabbl.signup.FreshLinks;
import com.scrabbl.signup.FreshLinks.Wish;
import com.scrabbl.signup.Preferences;
import com.scrabbl.signup.PreferencesForm;
import com.scrabbl.signup.RefusedPreferencesException;
import com.scrabbl.signup.UnknownLinkException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A person's choices. Each POST is answered by a redirect to the page, so that reloading it does nothing. */
@Controller
class PreferencesController {

    private static final String PATH = "/preferences/{token}";

    private final Preferences preferences;
    private final FreshLinks links;
    private final PreferencesPanels panels;
    private final Offers offers;
    private final MessageSource messages;

    PreferencesController(
            Preferences preferences,
            FreshLinks links,
            PreferencesPanels panels,
            Offers offers,
            MessageSource messages) {
        this.offers = offers;
        this.preferences = preferences;
        this.links = links;
        this.panels = panels;
        this.messages = messages;
    }

    /** @param done what was done before, for the message at the top */
    @GetMapping(PATH)
    String show(
            @PathVariable String token,
            @RequestParam(required = false, defaultValue = "") String done,
            Locale locale,
            Model model) {
        model.addAttribute("panel", panels.of(token, preferences.look(token), preferences.sent(token), locale));
        model.addAttribute("done", done);
        return "site/preferences";
    }

    @PostMapping(PATH)
    ModelAndView save(
            @PathVariable String token, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        FormFields fields = new FormFields(request);
        try {
            Preferences.Saved saved = preferences.save(token, form(fields, request, locale));
            return seeOther(request, locale, token, saved.asked().isEmpty() ? "saved" : "asked");
        } catch (RefusedPreferencesException e) {
            ModelAndView page = new ModelAndView("site/preferences", HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject(
                    "panel",
                    panels.of(token, preferences.look(token), preferences.sent(token), locale)
                            .withInput(fields));
            page.addObject(
                    "problems",
                    e.problems().stream()
                            .map(problem -> problem(problem, locale))
                            .toList());
            page.addObject("done", "");
            return page;
        }
    }

    @PostMapping(PATH + "/leave")
    ModelAndView leaveAll(@PathVariable String token, HttpServletRequest request, Locale locale) {
        preferences.leaveAll(token);
        return seeOther(request, locale, token, "left");
    }

    /** Mails a link for what only the owner of the mailbox may do. */
    @PostMapping(PATH + "/link")
    ModelAndView link(@PathVariable String token, HttpServletRequest request, Locale locale) {
        String wanted = new FormFields(request).text("wish");
        Wish wish = Arrays.stream(Wish.values())
                .filter(one -> one.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(UnknownLinkException::new);
        links.mail(token, wish, locale.toLanguageTag(), request.getRemoteAddr());
        return seeOther(request, locale, token, "link");
    }

    private PreferencesForm form(FormFields fields, HttpServletRequest request, Locale locale) {
        return new PreferencesForm(
                fields.newsletters(),
                fields.topicsByNewsletter(),
                fields.text("name"),
                fields.text("language"),
                fields.text("time_zone"),
                fields.text("paused_until"),
                locale.toLanguageTag(),
                wording(fields, locale),
                request.getRemoteAddr(),
                fields.userAgent());
    }

    /** What the person read beside the ticks, the newsletters' names included. */
    private String wording(FormFields fields, Locale locale) {
        Set<String> ticked = fields.newslettersTicked();
        String names = offers.all(locale).stream()
                .filter(offer -> ticked.contains(offer.slug()))
                .map(Offer::name)
                .collect(Collectors.joining(", "));
        return String.join(
                " · ",
                messages.getMessage("preferences.newsletters", null, locale),
                names,
                messages.getMessage("preferences.save", null, locale));
    }

    private Problem problem(PreferencesForm.Problem problem, Locale locale) {
        String field = switch (problem) {
            case NAME -> "name";
            case LANGUAGE -> "language";
            case TIME_ZONE -> "time_zone";
            case PAUSE_DATE, PAUSE_PAST, PAUSE_LONG -> "paused_until";
        };
        String key = problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Problem(field, messages.getMessage("preferences.problem." + key, null, locale));
    }

    private static ModelAndView seeOther(HttpServletRequest request, Locale locale, String token, String done) {
        RedirectView view = new RedirectView(Here.of(request, locale).to("/preferences/" + token + "?done=" + done));
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
