package com.scrabbl.signup;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.network.ClientNetwork;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Sender;
import com.scrabbl.signup.SignupForm.Problem;
import com.scrabbl.signup.SignupProperties.NetworkKept;
import com.scrabbl.signup.SignupRequest.Origin;
import com.scrabbl.spelling.CanonicalName;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes the sign-up form. For whatever address it does the same, so that neither its answer nor its time tells whether
 * the address is known: it looks at the form alone, writes one request down and answers.
 */
@Component
public class SigningUp {

    /**
     * A form that was taken.
     *
     * @param address as it was typed
     * @param sender whose mail is on its way, if the address can be subscribed
     */
    public record Taken(String address, Sender sender) {}

    private final SignupRequests requests;
    private final Newsletters newsletters;
    private final RateLimits limits;
    private final FormStamp stamp;
    private final RefusedAddresses refused;
    private final SignupProperties settings;
    private final Clock clock;

    SigningUp(
            SignupRequests requests,
            Newsletters newsletters,
            RateLimits limits,
            FormStamp stamp,
            RefusedAddresses refused,
            SignupProperties settings,
            Clock clock) {
        this.requests = requests;
        this.newsletters = newsletters;
        this.limits = limits;
        this.stamp = stamp;
        this.refused = refused;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Counts a form before anything of it is read.
     *
     * @param from the network address of the request
     * @throws TooManyTriesException when there were too many from that network, or in all
     */
    public void admit(String from) {
        limits.count(ClientNetwork.of(from));
    }

    /**
     * Writes down what a form asks for that was let in.
     *
     * @throws TooManyTriesException when there were too many for that address
     * @throws RefusedFormException when something in it is wrong
     */
    public Taken take(SignupForm form) {
        EnumSet<Problem> problems = EnumSet.noneOf(Problem.class);
        EmailAddress address = address(form.email(), problems);
        List<Newsletter> wanted = wanted(form.newsletters(), problems);
        if (!stamp.isHuman(form.opened())) {
            problems.add(Problem.TOO_QUICK);
        }
        if (form.trap() != null && !form.trap().isEmpty()) {
            problems.add(Problem.TRAP);
        }
        if (address == null || !problems.isEmpty()) {
            throw new RefusedFormException(problems);
        }
        limits.count(address);
        requests.add(request(form, address, wanted));
        return new Taken(address.typed(), wanted.get(0).settings().sender());
    }

    private SignupRequest request(SignupForm form, EmailAddress address, List<Newsletter> wanted) {
        return new SignupRequest(
                0,
                Origin.FORM,
                address,
                wanted.stream()
                        .map(newsletter -> new Choice(
                                newsletter.id(),
                                chosen(newsletter, form.topics().getOrDefault(newsletter.slug(), List.of()))))
                        .toList(),
                form.language(),
                timeZone(form.timeZone()),
                new Proof(
                        form.wording(),
                        settings.network() == NetworkKept.SHORTENED
                                ? ClientNetwork.of(form.from()).text()
                                : null,
                        form.userAgent()),
                null,
                clock.instant(),
                null);
    }

    private @Nullable EmailAddress address(String typed, Set<Problem> problems) {
        try {
            EmailAddress address = EmailAddress.parse(typed);
            if (!address.ascii()) {
                problems.add(Problem.EMAIL_NOT_ASCII);
            } else if (refused.contain(address)) {
                problems.add(Problem.EMAIL_REFUSED);
            }
            return address;
        } catch (IllegalArgumentException e) {
            problems.add(Problem.EMAIL);
            return null;
        }
    }

    private List<Newsletter> wanted(List<String> slugs, Set<Problem> problems) {
        List<Newsletter> wanted = new ArrayList<>();
        slugs.stream()
                .distinct()
                .limit(100)
                .forEach(slug ->
                        newsletters.find(slug).ifPresentOrElse(wanted::add, () -> problems.add(Problem.NEWSLETTERS)));
        if (wanted.isEmpty()) {
            problems.add(Problem.NEWSLETTERS);
        }
        return wanted;
    }

    /** Of what was ticked, what the newsletter has to choose from; none, or all of it, means every topic. */
    static Topics chosen(Newsletter newsletter, List<String> ticked) {
        Set<String> known = keys(newsletter);
        Set<String> keys = ticked.stream().filter(known::contains).collect(Collectors.toSet());
        return keys.size() == known.size() ? Topics.ALL : Topics.of(keys);
    }

    /** The keys of the topics that the newsletter has to choose from. */
    static Set<String> keys(Newsletter newsletter) {
        return newsletter.settings().topics().stream().map(CanonicalName::of).collect(Collectors.toSet());
    }

    /** A hint only: one that is wrong is none. */
    private static @Nullable String timeZone(@Nullable String hint) {
        try {
            return new Profile(null, null, hint, Map.of()).timeZone();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
