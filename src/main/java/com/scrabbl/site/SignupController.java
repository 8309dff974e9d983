package com.scrabbl.site;

import com.scrabbl.signup.RefusedFormException;
import com.scrabbl.signup.SigningUp;
import com.scrabbl.signup.SignupForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The sign-up form. Its answer is the same for every address. */
@Controller
class SignupController {

    private final SigningUp signingUp;
    private final SignupPanels panels;
    private final Offers offers;
    private final MessageSource messages;

    SignupController(SigningUp signingUp, SignupPanels panels, Offers offers, MessageSource messages) {
        this.signingUp = signingUp;
        this.panels = panels;
        this.offers = offers;
        this.messages = messages;
    }

    @GetMapping("/subscribe")
    String form(Locale locale, Model model) {
        model.addAttribute("signup", panels.empty(offers.all(locale)));
        return "site/subscribe";
    }

    @PostMapping("/subscribe")
    String subscribe(HttpServletRequest request, HttpServletResponse response, Locale locale, Model model) {
        signingUp.admit(request.getRemoteAddr());
        FormFields fields = new FormFields(request);
        List<Offer> all = offers.all(locale);
        try {
            SigningUp.Taken taken = signingUp.take(form(fields, all, request, locale));
            model.addAttribute("address", taken.address());
            model.addAttribute("sender", taken.sender());
            return "site/subscribed";
        } catch (RefusedFormException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("signup", panels.filledIn(all, fields));
            model.addAttribute(
                    "problems",
                    e.problems().stream()
                            .map(problem -> problem(problem, locale))
                            .toList());
            return "site/subscribe";
        }
    }

    private SignupForm form(FormFields fields, List<Offer> all, HttpServletRequest request, Locale locale) {
        return new SignupForm(
                fields.text("email"),
                fields.newsletters(),
                fields.topicsByNewsletter(),
                fields.text("website"),
                fields.text("opened"),
                fields.text("time_zone"),
                locale.toLanguageTag(),
                wording(fields, all, locale),
                request.getRemoteAddr(),
                fields.userAgent());
    }

    /** What the person read beside the button, the newsletters' names included. */
    private String wording(FormFields fields, List<Offer> all, Locale locale) {
        List<String> names = all.stream()
                .filter(offer -> fields.newsletters().contains(offer.slug()))
                .map(Offer::name)
                .toList();
        return String.join(
                " · ",
                String.join(", ", names),
                messages.getMessage("signup.first", null, locale),
                messages.getMessage("signup.keep", null, locale),
                messages.getMessage("signup.button", null, locale));
    }

    private Problem problem(SignupForm.Problem problem, Locale locale) {
        String key = problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String field = switch (problem) {
            case EMAIL, EMAIL_NOT_ASCII, EMAIL_REFUSED, TOO_QUICK, TRAP -> "email";
            case NEWSLETTERS -> "newsletters";
        };
        return new Problem(field, messages.getMessage("signup.problem." + key, null, locale));
    }
}
