package com.scrabbl.site;

import com.scrabbl.signup.Confirming;
import com.scrabbl.signup.Confirming.Confirmation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Saying yes by the link of a letter. GET and HEAD change nothing: scanners follow every link of a mail. */
@Controller
class ConfirmController {

    private final Confirming confirming;
    private final Offers offers;

    ConfirmController(Confirming confirming, Offers offers) {
        this.confirming = confirming;
        this.offers = offers;
    }

    @GetMapping("/confirm/{token}")
    String ask(@PathVariable String token, Locale locale, Model model, HttpServletResponse response) {
        return page(confirming.look(token), locale, model, response);
    }

    @PostMapping("/confirm/{token}")
    String confirm(@PathVariable String token, Locale locale, Model model, HttpServletResponse response) {
        return page(confirming.confirm(token), locale, model, response);
    }

    private String page(Confirmation confirmation, Locale locale, Model model, HttpServletResponse response) {
        HttpStatus status = switch (confirmation.step()) {
            case ASKS, DONE, AGAIN, LEFT -> HttpStatus.OK;
            case LATE -> HttpStatus.GONE;
            case REFUSED, TAKEN -> HttpStatus.CONFLICT;
        };
        response.setStatus(status.value());
        model.addAttribute("step", confirmation.step().name().toLowerCase(Locale.ROOT));
        model.addAttribute(
                "newsletters",
                confirmation.newsletters().stream()
                        .map(newsletter -> offers.of(newsletter, locale))
                        .toList());
        model.addAttribute("address", confirmation.address());
        model.addAttribute("preferences", confirmation.preferences());
        return "site/confirm";
    }
}
