package com.scrabbl.console.list;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.console.Reauthentication;
import com.scrabbl.console.list.PersonRecords.Numbers;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Erasure;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Subscriptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Forgets a person, after saying what that means, and with the password. */
@Controller
class EraseController {

    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final PersonRecords records;
    private final Erasure erasure;
    private final Reauthentication reauthentication;
    private final Audit audit;
    private final TransactionTemplate transaction;

    EraseController(
            Subscribers subscribers,
            Subscriptions subscriptions,
            PersonRecords records,
            Erasure erasure,
            Reauthentication reauthentication,
            Audit audit,
            TransactionTemplate transaction) {
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.records = records;
        this.erasure = erasure;
        this.reauthentication = reauthentication;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping("/console/subscribers/{id}/erase")
    String ask(@PathVariable long id, Model model) {
        Subscriber person = person(id);
        Numbers numbers = records.numbers(id);
        model.addAttribute("person", person);
        model.addAttribute("numbers", numbers);
        model.addAttribute("current", current(id));
        model.addAttribute("seen", seen(id, numbers));
        return "console/subscriber-erase";
    }

    @PostMapping("/console/subscribers/{id}/erase")
    String erase(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        EmailAddress address = Objects.requireNonNull(person(id).address());
        model.addAttribute("entered", Map.of("reason", reason));
        Optional<Problem> wrong = reauthentication.require(user, password, request);
        if (wrong.isPresent()) {
            return again(id, HttpStatus.UNPROCESSABLE_CONTENT, wrong.get(), response, model);
        }
        if (!seen.equals(seen(id, records.numbers(id)))) {
            return again(
                    id,
                    HttpStatus.CONFLICT,
                    new Problem(
                            "password",
                            "The numbers have changed meanwhile, and nothing was done. Look at them again."),
                    response,
                    model);
        }
        Erasure.Erased erased = Objects.requireNonNull(transaction.execute(status -> {
            Erasure.Erased done = erasure.erase(address);
            // After it, and without the address: nothing of this names the person.
            audit.record(user.change("subscribers erase", "(erased)").because(names(reason, address) ? null : reason));
            return done;
        }));
        Flash.saying(
                        erased.inFlight() > 0
                                ? "Erased. One message was being sent at this moment; what the relay says of it is taken out later."
                                : "Erased. The ledger’s rows of this person name nobody from now on.")
                .on(redirect);
        return "redirect:/console/subscribers/" + id;
    }

    private String again(long id, HttpStatus status, Problem problem, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("problems", List.of(problem));
        return ask(id, model);
    }

    private Subscriber person(long id) {
        return subscribers.find(id).filter(found -> found.address() != null).orElseThrow(PersonController::nobody);
    }

    private static boolean names(String reason, EmailAddress address) {
        String small = reason.toLowerCase(Locale.ROOT);
        return small.contains(address.normal().toLowerCase(Locale.ROOT))
                || small.contains(address.typed().toLowerCase(Locale.ROOT));
    }

    private long current(long id) {
        return subscriptions.of(List.of(id)).stream()
                .filter((Subscription one) -> one.state() != State.ENDED)
                .count();
    }

    /** The numbers that the page showed. */
    private String seen(long id, Numbers numbers) {
        return "%d.%d.%d".formatted(current(id), numbers.deliveries(), numbers.open());
    }
}
