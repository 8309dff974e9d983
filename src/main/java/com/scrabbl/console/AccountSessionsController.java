package com.scrabbl.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ends sessions of one's own, wherever they were begun. */
@Controller
class AccountSessionsController {

    private final Sessions sessions;
    private final LogInRecords records;

    AccountSessionsController(Sessions sessions, LogInRecords records) {
        this.sessions = sessions;
        this.records = records;
    }

    @PostMapping("/console/account/sessions/{id}/end")
    String end(
            @AuthenticationPrincipal CurrentUser current,
            @PathVariable long id,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Sessions.One ended = sessions.end(current, id);
        if (ended == null) {
            Flash.saying("That session had ended already.").on(redirect);
            return "redirect:/console/account";
        }
        records.ended(current, List.of(ended), Origin.of(request));
        Flash.saying("The session of %s is ended.".formatted(ended.browser())).on(redirect);
        return "redirect:/console/account";
    }

    @PostMapping("/console/account/sessions/end")
    String endOthers(
            @AuthenticationPrincipal CurrentUser current, HttpServletRequest request, RedirectAttributes redirect) {
        long own = sessions.id(request);
        List<Sessions.One> others = sessions.of(current).stream()
                .filter(one -> one.id() != own && sessions.end(current, one.id()) != null)
                .toList();
        records.ended(current, others, Origin.of(request));
        Flash.saying("You are logged in here only.").on(redirect);
        return "redirect:/console/account";
    }
}
