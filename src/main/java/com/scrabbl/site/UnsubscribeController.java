package com.scrabbl.site;

import com.scrabbl.signup.Leaving;
import com.scrabbl.signup.Leaving.Why;
import com.scrabbl.signup.Standing;
import com.scrabbl.signup.UnknownLinkException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Leaving by one click (RFC 8058). The POST, whose body is not looked at, comes from a mail provider or from the page's
 * own button and is answered 200 without a redirect. GET and HEAD change nothing: scanners follow every link of a mail.
 */
@Controller
class UnsubscribeController {

    private static final List<String> REASONS =
            Arrays.stream(Why.values()).map(Why::word).toList();

    private final Leaving leaving;

    UnsubscribeController(Leaving leaving) {
        this.leaving = leaving;
    }

    @GetMapping("/unsubscribe/{token}")
    String ask(
            @PathVariable String token, @RequestParam(required = false, defaultValue = "") String done, Model model) {
        Standing standing = leaving.standing(token);
        String step = standing.ended() ? "ended" : done.equals("undone") ? "undone" : "asks";
        model.addAttribute("thanks", standing.ended() && done.equals("reason"));
        return page(token, standing, step, model);
    }

    @PostMapping("/unsubscribe/{token}")
    String leave(@PathVariable String token, Model model) {
        return page(token, leaving.leave(token), "done", model);
    }

    /** Takes it back. What is shown then is a page of its own, so that reloading it does nothing. */
    @PostMapping("/unsubscribe/{token}/undo")
    ModelAndView undo(@PathVariable String token, HttpServletRequest request, Locale locale) {
        Standing standing = leaving.undo(token, new FormFields(request).text("undo"));
        return seeOther(Here.of(request, locale), token, standing.ended() ? "late" : "undone");
    }

    @PostMapping("/unsubscribe/{token}/reason")
    ModelAndView explain(@PathVariable String token, HttpServletRequest request, Locale locale) {
        String word = new FormFields(request).text("reason");
        if (word.isEmpty()) {
            return seeOther(Here.of(request, locale), token, "");
        }
        leaving.explain(
                token,
                Arrays.stream(Why.values())
                        .filter(why -> why.word().equals(word))
                        .findFirst()
                        .orElseThrow(UnknownLinkException::new));
        return seeOther(Here.of(request, locale), token, "reason");
    }

    private static ModelAndView seeOther(Here here, String token, String done) {
        RedirectView view =
                new RedirectView(here.to("/unsubscribe/" + token + (done.isEmpty() ? "" : "?done=" + done)));
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private static String page(String token, Standing standing, String step, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("step", standing.isTest() ? "test" : step);
        model.addAttribute("newsletter", standing.newsletter());
        model.addAttribute("language", standing.language());
        model.addAttribute("preferences", standing.preferences());
        Standing.Undo undo = standing.undo();
        if (undo != null) {
            model.addAttribute("undo", undo.token());
        }
        model.addAttribute("reasons", REASONS);
        return "site/unsubscribe";
    }
}
