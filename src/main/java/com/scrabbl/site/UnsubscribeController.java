package com.scrabbl.site;

import com.scrabbl.signup.Leaving;
import com.scrabbl.signup.Standing;
import com.scrabbl.signup.UnknownLinkException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Leaving by one click (RFC 8058). The POST, whose body is not looked at, comes from a mail provider or from the page's
 * own button and is answered 200 without a redirect. GET and HEAD change nothing: scanners follow every link of a mail.
 */
@Controller
class UnsubscribeController {

    private final Leaving leaving;

    UnsubscribeController(Leaving leaving) {
        this.leaving = leaving;
    }

    @GetMapping("/unsubscribe/{token}")
    String ask(@PathVariable String token, Model model) {
        Standing standing = leaving.standing(token);
        return page(standing, standing.ended() ? "ended" : "asks", model);
    }

    @PostMapping("/unsubscribe/{token}")
    String leave(@PathVariable String token, Model model) {
        return page(leaving.leave(token), "done", model);
    }

    @ExceptionHandler
    void unknown(UnknownLinkException unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    private static String page(Standing standing, String step, Model model) {
        model.addAttribute("step", standing.isTest() ? "test" : step);
        model.addAttribute("newsletter", standing.newsletter());
        return "site/unsubscribe";
    }
}
