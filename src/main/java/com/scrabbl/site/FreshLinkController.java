package com.scrabbl.site;

import com.scrabbl.signup.FreshLinks;
import com.scrabbl.signup.FreshLinks.Wish;
import com.scrabbl.signup.RefusedFormException;
import com.scrabbl.signup.SignupForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What only the owner of a mailbox may do, by a link that is good for 15 minutes. GET and HEAD change and tell nothing. */
@Controller
class FreshLinkController {

    private static final String DATA = "/preferences/{token}/data";
    private static final String ADDRESS = "/preferences/{token}/address";
    private static final String ERASE = "/preferences/{token}/erase";

    private final FreshLinks links;
    private final MessageSource messages;

    FreshLinkController(FreshLinks links, MessageSource messages) {
        this.links = links;
        this.messages = messages;
    }

    @GetMapping(DATA)
    String data(@PathVariable String token, Model model) {
        return asks(token, Wish.DATA, model);
    }

    @PostMapping(DATA)
    ResponseEntity<Map<String, @Nullable Object>> download(@PathVariable String token) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\"")
                .body(links.data(token));
    }

    @GetMapping(ADDRESS)
    String address(@PathVariable String token, Model model) {
        return asks(token, Wish.ADDRESS, model);
    }

    @PostMapping(ADDRESS)
    String move(
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        String typed = new FormFields(request).text("email");
        try {
            links.move(token, typed, locale.toLanguageTag());
            model.addAttribute("address", typed.strip());
            model.addAttribute("wish", "address");
            model.addAttribute("step", "done");
            return "site/fresh";
        } catch (RefusedFormException e) {
            String page = asks(token, Wish.ADDRESS, model);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("typed", typed);
            model.addAttribute(
                    "problems",
                    e.problems().stream()
                            .map(problem -> problem(problem, locale))
                            .toList());
            return page;
        }
    }

    @GetMapping(ERASE)
    String erase(@PathVariable String token, Model model) {
        return asks(token, Wish.ERASE, model);
    }

    @PostMapping(ERASE)
    String eraseNow(@PathVariable String token, Model model) {
        links.erase(token);
        model.addAttribute("wish", "erase");
        model.addAttribute("step", "done");
        return "site/fresh";
    }

    private String asks(String token, Wish wish, Model model) {
        model.addAttribute("address", links.look(token, wish));
        model.addAttribute("wish", wish.name().toLowerCase(Locale.ROOT));
        model.addAttribute("step", "asks");
        model.addAttribute("typed", "");
        model.addAttribute("problems", List.of());
        return "site/fresh";
    }

    private Problem problem(SignupForm.Problem problem, Locale locale) {
        String key = problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Problem("email", messages.getMessage("signup.problem." + key, null, locale));
    }
}
