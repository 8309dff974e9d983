package com.scrabbl.console.list;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.AuditQuery;
import com.scrabbl.console.list.SubscribersController.Standing;
import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** One person's page, with everything that is kept. */
@Controller
class PersonController {

    private static final int DELIVERIES = 50;
    private static final int CHANGES = 20;

    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final Consents consents;
    private final Suppressions suppressions;
    private final LedgerReport ledger;
    private final PersonRecords records;
    private final Newsletters newsletters;
    private final Audit audit;
    private final Clock clock;

    PersonController(
            Subscribers subscribers,
            Subscriptions subscriptions,
            Consents consents,
            Suppressions suppressions,
            LedgerReport ledger,
            PersonRecords records,
            Newsletters newsletters,
            Audit audit,
            Clock clock) {
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.consents = consents;
        this.suppressions = suppressions;
        this.ledger = ledger;
        this.records = records;
        this.newsletters = newsletters;
        this.audit = audit;
        this.clock = clock;
    }

    /** A consent, and the newsletter that it is about. */
    public record Proof(String newsletter, Consent consent) {}

    @GetMapping("/console/subscribers/{id}")
    String person(@PathVariable long id, Model model) {
        Subscriber person = subscribers.find(id).orElseThrow(PersonController::nobody);
        model.addAttribute("person", person);
        model.addAttribute("kinds", subscribers.kinds(id));
        model.addAttribute("standings", standings(id));
        model.addAttribute(
                "proofs",
                consents.of(id).stream()
                        .map(one ->
                                new Proof(newsletters.byId(one.newsletterId()).name(), one))
                        .toList());
        model.addAttribute("deliveries", ledger.ofReader(id, DELIVERIES));
        model.addAttribute(
                "newsletters",
                newsletters.all().stream().collect(Collectors.toMap(Newsletter::slug, Function.identity())));
        if (person.address() != null) {
            model.addAttribute("suppressions", suppressions.active(person.address(), clock.instant()));
            model.addAttribute("requests", records.requests(person.address()));
            model.addAttribute("letters", records.letters(person.address(), id));
            model.addAttribute("changes", changes(person.address().normal()));
        }
        return "console/subscriber";
    }

    /** The audit finds joanna@ with anna@ as well: she is somebody else. */
    private List<Audit.Entry> changes(String address) {
        return audit.search(new AuditQuery(null, null, address, null, null), Long.MAX_VALUE, CHANGES).stream()
                .filter(entry -> Arrays.asList(
                                entry.target().toLowerCase(Locale.ROOT).split("[\\s,;]+"))
                        .contains(address.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private List<Standing> standings(long person) {
        return subscriptions.of(List.of(person)).stream()
                .map((Subscription one) -> new Standing(newsletters.byId(one.newsletterId()), one))
                .toList();
    }

    static ResponseStatusException nobody() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such person on the list.");
    }
}
