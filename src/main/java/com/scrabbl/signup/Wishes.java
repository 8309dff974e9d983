package com.scrabbl.signup;

import com.scrabbl.network.ClientNetwork;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.signup.SignupProperties.NetworkKept;
import com.scrabbl.signup.SignupRequest.Origin;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Further newsletters that were ticked on a person's preferences: somebody else may have ticked them. */
@Component
class Wishes {

    private final SignupRequests requests;
    private final RateLimits limits;
    private final SignupProperties settings;
    private final Clock clock;

    Wishes(SignupRequests requests, RateLimits limits, SignupProperties settings, Clock clock) {
        this.requests = requests;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    /** Has the person asked by one letter for all of them. @throws TooManyTriesException after too many letters */
    void ask(Person person, List<Newsletter> wanted, PreferencesForm form) {
        if (wanted.isEmpty()) {
            return;
        }
        limits.countForPerson(person.address());
        requests.add(new SignupRequest(
                0,
                Origin.PREFERENCES,
                person.address(),
                wanted.stream()
                        .map(newsletter -> new Choice(newsletter.id(), form.topicsOf(newsletter)))
                        .toList(),
                form.page(),
                null,
                new Proof(
                        form.wording(),
                        settings.network() == NetworkKept.SHORTENED
                                ? ClientNetwork.of(form.from()).text()
                                : null,
                        form.userAgent()),
                "preferences page",
                clock.instant(),
                null));
    }
}
