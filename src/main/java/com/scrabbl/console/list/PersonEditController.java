package com.scrabbl.console.list;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.console.list.SubscribersController.Standing;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.SubscriberList;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Subscriptions;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What admins change of a person: the profile, the attributes, topics, a pause, the end of a subscription. */
@Controller
class PersonEditController {

    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final SubscriberList list;
    private final Newsletters newsletters;
    private final PersonText texts;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PersonEditController(
            Subscribers subscribers,
            Subscriptions subscriptions,
            SubscriberList list,
            Newsletters newsletters,
            PersonText texts,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.list = list;
        this.newsletters = newsletters;
        this.texts = texts;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping("/console/subscribers/{id}/edit")
    String edit(@PathVariable long id, Model model) {
        Subscriber person = person(id);
        List<Standing> standings = standings(id);
        return page(
                person,
                standings,
                PersonForm.of(person, subscribers.kinds(id), standings),
                PersonText.stamp(texts.of(person)),
                model);
    }

    private static String page(
            Subscriber person, List<Standing> standings, PersonForm form, String stamp, Model model) {
        model.addAttribute("person", person);
        model.addAttribute("standings", standings);
        model.addAttribute("form", form);
        model.addAttribute("stamp", stamp);
        return "console/subscriber-edit";
    }

    @PostMapping("/console/subscribers/{id}/edit")
    String save(
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(defaultValue = "") String stamp,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        Subscriber person = person(id);
        List<Standing> standings = standings(id);
        PersonForm form = PersonForm.of(fields, standings);
        PersonForm.Read read = form.read(standings, clock.instant());
        if (!read.problems().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", read.problems());
            return page(person, standings, form, stamp, model);
        }
        Boolean saved = transaction.execute(status -> save(person, read, stamp, reason, user));
        if (!Boolean.TRUE.equals(saved)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute(
                    "problems",
                    List.of(
                            new Problem(
                                    "name",
                                    "Somebody changed this person meanwhile, and nothing of yours was saved. Below is how it stands now.")));
            return edit(id, model);
        }
        Flash.saying("Saved. It counts from the next mail.").on(redirect);
        return "redirect:/console/subscribers/" + id;
    }

    private boolean save(Subscriber seen, PersonForm.Read read, String stamp, String reason, CurrentUser user) {
        subscribers.lock(seen.id());
        Subscriber person = person(seen.id());
        String before = texts.of(person);
        if (!PersonText.stamp(before).equals(stamp)) {
            return false;
        }
        subscribers.describe(person.id(), read.profile(), read.kinds());
        read.topics().forEach((subscription, topics) -> subscriptions.choose(subscription, topics));
        if (standings(person.id()).stream().anyMatch(one -> one.subscription().state() == State.ACTIVE)) {
            subscriptions.pause(person.id(), read.pausedUntil());
        }
        String after = texts.of(person(person.id()));
        if (!after.equals(before)) {
            audit.record(user.change("subscribers edit", address(person))
                    .from(before, after)
                    .because(reason));
        }
        return true;
    }

    @GetMapping("/console/subscribers/{id}/end/{slug}")
    String askToEnd(@PathVariable long id, @PathVariable String slug, Model model) {
        Subscriber person = person(id);
        Newsletter newsletter = newsletter(slug);
        Subscription subscription = subscription(id, newsletter);
        if (subscription.state() == State.ENDED) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "This subscription has ended already.");
        }
        model.addAttribute("person", person);
        model.addAttribute("newsletter", newsletter);
        return "console/subscription-end";
    }

    @PostMapping("/console/subscribers/{id}/end/{slug}")
    String end(
            @PathVariable long id,
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            RedirectAttributes redirect) {
        Subscriber person = person(id);
        Newsletter newsletter = newsletter(slug);
        Instant now = clock.instant();
        boolean ended = Boolean.TRUE.equals(transaction.execute(status -> {
            Subscription subscription = subscription(id, newsletter);
            boolean done = list.end(subscription, "by operator", Origin.OPERATOR, reason.isBlank() ? null : reason);
            if (done) {
                audit.record(user.change("subscribers end", address(person))
                        .detail(slug)
                        .from(subscription.state() + " since " + subscription.since(), "ENDED since " + now)
                        .because(reason));
            }
            return done;
        }));
        Flash.saying(
                        ended
                                ? "Ended. %s gets %s no longer.".formatted(address(person), newsletter.name())
                                : "%s had left %s before.".formatted(address(person), newsletter.name()))
                .on(redirect);
        return "redirect:/console/subscribers/" + id;
    }

    private Subscriber person(long id) {
        return subscribers.find(id).filter(found -> found.address() != null).orElseThrow(PersonController::nobody);
    }

    private List<Standing> standings(long person) {
        return subscriptions.of(List.of(person)).stream()
                .map(one -> new Standing(newsletters.byId(one.newsletterId()), one))
                .toList();
    }

    private Newsletter newsletter(String slug) {
        return newsletters
                .find(slug)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such newsletter."));
    }

    private Subscription subscription(long person, Newsletter newsletter) {
        return subscriptions
                .find(person, newsletter.id())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "This person never subscribed to %s.".formatted(newsletter.name())));
    }

    private static String address(Subscriber person) {
        return Objects.requireNonNull(person.address()).normal();
    }
}
