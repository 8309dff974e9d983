package com.scrabbl.console;

import com.scrabbl.audit.Audit;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.people.LastAdminException;
import com.scrabbl.people.OneTimeLink;
import com.scrabbl.people.OneTimeLinks;
import com.scrabbl.people.Role;
import com.scrabbl.people.User;
import com.scrabbl.people.UserName;
import com.scrabbl.people.UserRefusedException;
import com.scrabbl.people.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The users, for admins: add with a one-time link, another role, a new link, remove. Each asks for the password, unless it
 * was entered within five minutes.
 */
@Controller
class UsersController {

    private final Users users;
    private final OneTimeLinks links;
    private final Reauthentication reauthentication;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Publication publication;
    private final Environment environment;
    private final Clock clock;

    UsersController(
            Users users,
            OneTimeLinks links,
            Reauthentication reauthentication,
            Audit audit,
            TransactionTemplate transaction,
            Publication publication,
            Environment environment,
            Clock clock) {
        this.users = users;
        this.links = links;
        this.reauthentication = reauthentication;
        this.audit = audit;
        this.transaction = transaction;
        this.publication = publication;
        this.environment = environment;
        this.clock = clock;
    }

    @GetMapping("/console/users")
    String list(HttpServletRequest request, Model model) {
        model.addAttribute("ask", !reauthentication.isRecent(request));
        model.addAttribute("users", users.all());
        model.addAttribute("now", clock.instant());
        model.addAttribute("roles", List.of(Role.values()));
        if (!model.containsAttribute("entered")) {
            model.addAttribute("entered", Map.of("name", "", "role", Role.OPERATOR.name()));
        }
        return "console/users";
    }

    @PostMapping("/console/users")
    String add(
            @AuthenticationPrincipal CurrentUser current,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        model.addAttribute("entered", Map.of("name", name, "role", role));
        Optional<Problem> wrong = reauthentication.requireUnlessRecent(current, password, "password", request);
        if (wrong.isPresent()) {
            refuse(wrong.get(), response, model);
            return list(request, model);
        }
        try {
            UserName wanted = new UserName(name);
            Role given = role(role);
            OneTimeLink link = inOne(() -> {
                User user = users.add(wanted, given, null);
                audit.record(current.change("users add", user.name())
                        .from(null, given.word())
                        .detail("with a one-time link, " + Origin.of(request).text()));
                return links.create(user);
            });
            return shown(link, redirect);
        } catch (UserRefusedException e) {
            refuse(new Problem("name", Objects.requireNonNull(e.getMessage())), response, model);
            return list(request, model);
        }
    }

    @GetMapping("/console/users/{id}")
    String show(@PathVariable long id, HttpServletRequest request, Model model) {
        model.addAttribute("ask", !reauthentication.isRecent(request));
        model.addAttribute("one", user(id));
        model.addAttribute("now", clock.instant());
        model.addAttribute("roles", List.of(Role.values()));
        return "console/user";
    }

    @PostMapping("/console/users/{id}/link")
    String link(
            @AuthenticationPrincipal CurrentUser current,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        User user = user(id);
        Optional<Problem> wrong = reauthentication.requireUnlessRecent(current, password, "link-password", request);
        if (wrong.isPresent()) {
            refuse(wrong.get(), response, model);
            return show(id, request, model);
        }
        return shown(
                inOne(() -> {
                    audit.record(current.change("users link", user.name())
                            .detail(Origin.of(request).text()));
                    return links.create(user);
                }),
                redirect);
    }

    @PostMapping("/console/users/{id}/role")
    String role(
            @AuthenticationPrincipal CurrentUser current,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        User user = user(id);
        Role given = role(role);
        model.addAttribute("chosen", given.name());
        Optional<Problem> wrong = reauthentication.requireUnlessRecent(current, password, "role-password", request);
        if (wrong.isPresent()) {
            refuse(wrong.get(), response, model);
            return show(id, request, model);
        }
        if (user.role() != given) {
            try {
                inOne(() -> {
                    audit.record(current.change("users role", user.name())
                            .from(user.role().word(), given.word())
                            .detail(Origin.of(request).text()));
                    return users.setRole(user, given);
                });
            } catch (LastAdminException e) {
                refuse(new Problem("role", Objects.requireNonNull(e.getMessage())), response, model);
                return show(id, request, model);
            }
        }
        Flash.saying("%s is %s from now on.".formatted(user.name(), phrase(given)))
                .on(redirect);
        // Who is no admin any more may not see this page.
        return user.id() == current.id() && given != Role.ADMIN ? "redirect:/console" : "redirect:/console/users/" + id;
    }

    @GetMapping("/console/users/{id}/remove")
    String askToRemove(@PathVariable long id, HttpServletRequest request, Model model) {
        model.addAttribute("ask", !reauthentication.isRecent(request));
        model.addAttribute("one", user(id));
        return "console/user-remove";
    }

    @PostMapping("/console/users/{id}/remove")
    String remove(
            @AuthenticationPrincipal CurrentUser current,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        User user = user(id);
        model.addAttribute("entered", Map.of("reason", reason));
        Optional<Problem> wrong = reauthentication.requireUnlessRecent(current, password, "password", request);
        if (wrong.isPresent()) {
            refuse(wrong.get(), response, model);
            return askToRemove(id, request, model);
        }
        try {
            inOne(() -> {
                audit.record(current.change("users remove", user.name())
                        .from(user.role().word(), null)
                        .detail(Origin.of(request).text())
                        .because(reason));
                users.remove(user);
                return user;
            });
        } catch (LastAdminException e) {
            refuse(new Problem("reason", Objects.requireNonNull(e.getMessage())), response, model);
            return askToRemove(id, request, model);
        }
        Flash.saying("%s is no user any more.".formatted(user.name())).on(redirect);
        return user.id() == current.id() ? "redirect:/console/login" : "redirect:/console/users";
    }

    private static void refuse(Problem problem, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("problems", List.of(problem));
    }

    /** Shows the link on the next page, and never again. */
    private String shown(OneTimeLink link, RedirectAttributes redirect) {
        redirect.addFlashAttribute("link", publication.base(environment) + link.path());
        return "redirect:/console/users/" + link.user().id();
    }

    private User user(long id) {
        return users.byId(id)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such user any more."));
    }

    private static Role role(@Nullable String name) {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw new ResponseStatusException(
                HttpStatus.BAD_REQUEST, "A user is an operator or an admin. Nothing was changed.");
    }

    private static String phrase(Role role) {
        return "an " + role.word();
    }

    private <T> T inOne(java.util.function.Supplier<T> change) {
        return Objects.requireNonNull(transaction.execute(status -> change.get()));
    }
}
