package com.scrabbl.console;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.people.OneTimeLinks;
import com.scrabbl.people.Password;
import com.scrabbl.people.PasswordRules;
import com.scrabbl.people.User;
import com.scrabbl.people.UserRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a one-time link leads: its user sets a password. Opening the page uses nothing up. */
@Controller
class WelcomeController {

    private final OneTimeLinks links;
    private final PasswordRules rules;
    private final Audit audit;
    private final TransactionTemplate transaction;

    WelcomeController(OneTimeLinks links, PasswordRules rules, Audit audit, TransactionTemplate transaction) {
        this.links = links;
        this.rules = rules;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping("/console/welcome/{secret}")
    String form(@PathVariable String secret, HttpServletResponse response, Model model) {
        return page(links.owner(secret), secret, response, model);
    }

    @PostMapping("/console/welcome/{secret}")
    String set(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Optional<User> asked = links.owner(secret);
        if (asked.isEmpty()) {
            return page(asked, secret, response, model);
        }
        Password wanted;
        try {
            wanted = rules.choose(asked.get().name(), password);
        } catch (UserRefusedException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", List.of(new Problem("password", String.valueOf(e.getMessage()))));
            return page(asked, secret, response, model);
        }
        Optional<User> user = transaction.execute(status -> {
            Optional<User> owner = links.use(secret, wanted, request.getRemoteAddr());
            owner.map(one -> Change.onConsole(one.name(), "users password", one.name())
                            .detail("set through a one-time link, "
                                    + Origin.of(request).text()))
                    .ifPresent(audit::record);
            return owner;
        });
        if (user == null || user.isEmpty()) {
            return page(Optional.empty(), secret, response, model);
        }
        Flash.saying("Your password is set, %s. It is %s. Log in with it."
                        .formatted(
                                user.get().name(),
                                rules.strength(user.get().name(), wanted).word()))
                .on(redirect);
        return "redirect:/console/login";
    }

    @PostMapping("/console/welcome/{secret}/strength")
    String strength(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String password,
            HttpServletResponse response,
            Model model) {
        Optional<User> owner = links.owner(secret);
        if (owner.isEmpty()) {
            return page(owner, secret, response, model);
        }
        model.addAttribute("verdict", rules.verdict(owner.get().name(), password));
        return "console/strength";
    }

    private static String page(Optional<User> owner, String secret, HttpServletResponse response, Model model) {
        // The address is a secret: no page that is opened from here learns it.
        response.setHeader("Referrer-Policy", "no-referrer");
        if (owner.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
            return "console/link-gone";
        }
        model.addAttribute("owner", owner.get());
        model.addAttribute("secret", secret);
        return "console/welcome";
    }
}
