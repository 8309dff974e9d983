package com.scrabbl.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The page to log in at. Spring Security takes the form; this shows it. */
@Controller
class LoginController {

    /** What the form's answer is made of when it is refused: only a forward gets here. */
    static final String REFUSED = "/console/login/refused";

    private static final int LONGEST_NAME = 60;

    @GetMapping("/console/login")
    String form(@RequestParam(required = false) String out, HttpServletRequest request, Model model) {
        if (LivingSessions.user(request) != null) {
            return "redirect:/console";
        }
        model.addAttribute("name", "");
        model.addAttribute("out", out != null);
        return "console/login";
    }

    @PostMapping(REFUSED)
    @ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
    String refused(
            @RequestParam(defaultValue = "") String name,
            @RequestAttribute(WebAttributes.AUTHENTICATION_EXCEPTION) AuthenticationException refusal,
            Model model) {
        model.addAttribute("name", name.substring(0, Math.min(name.length(), LONGEST_NAME)));
        model.addAttribute("out", false);
        model.addAttribute("problems", List.of(new Problem("name", Objects.requireNonNull(refusal.getMessage()))));
        return "console/login";
    }
}
