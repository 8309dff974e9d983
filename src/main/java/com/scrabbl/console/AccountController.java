package com.scrabbl.console;

import com.scrabbl.audit.Audit;
import com.scrabbl.people.Password;
import com.scrabbl.people.PasswordRules;
import com.scrabbl.people.User;
import com.scrabbl.people.UserRefusedException;
import com.scrabbl.people.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account: the sessions, and changing the password, which ends all others. */
@Controller
class AccountController {

    private final Users users;
    private final PasswordRules rules;
    private final Sessions sessions;
    private final Reauthentication reauthentication;
    private final Audit audit;
    private final TransactionTemplate transaction;

    AccountController(
            Users users,
            PasswordRules rules,
            Sessions sessions,
            Reauthentication reauthentication,
            Audit audit,
            TransactionTemplate transaction) {
        this.users = users;
        this.rules = rules;
        this.sessions = sessions;
        this.reauthentication = reauthentication;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping("/console/account")
    String account(@AuthenticationPrincipal CurrentUser current, HttpServletRequest request, Model model) {
        model.addAttribute("sessions", sessions.of(current));
        model.addAttribute("own", sessions.id(request));
        return "console/account";
    }

    @PostMapping("/console/account/strength")
    String strength(
            @AuthenticationPrincipal CurrentUser current,
            @RequestParam(name = "new", defaultValue = "") String wanted,
            Model model) {
        model.addAttribute("verdict", rules.verdict(current.name(), wanted));
        return "console/strength";
    }

    @PostMapping("/console/account")
    String change(
            @AuthenticationPrincipal CurrentUser current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "new", defaultValue = "") String wanted,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        List<Problem> problems = new ArrayList<>();
        reauthentication.require(current, password, request).ifPresent(problems::add);
        Password next = null;
        try {
            next = rules.choose(current.name(), wanted);
        } catch (UserRefusedException e) {
            problems.add(new Problem("new", Objects.requireNonNull(e.getMessage())));
        }
        if (next == null || !problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", problems);
            return account(current, request, model);
        }
        Password chosen = next;
        User changed = Objects.requireNonNull(transaction.execute(status -> {
            User user = users.setPassword(users.get(current.name()), chosen);
            audit.record(current.change("users password", user.name())
                    .detail(Origin.of(request).text()));
            return user;
        }));
        sessions.goOnAs(CurrentUser.of(changed), request);
        LivingSessions.goOnAs(CurrentUser.of(changed), request, response);
        Flash.saying("Your password is changed; it is %s. Wherever else you were logged in, you are not any more."
                        .formatted(rules.strength(current.name(), chosen).word()))
                .on(redirect);
        return "redirect:/console/account";
    }
}
