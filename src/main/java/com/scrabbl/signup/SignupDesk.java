package com.scrabbl.signup;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One round of what sign-ups leave to be done after their form was answered. */
@Component
public class SignupDesk {

    private static final Logger log = LoggerFactory.getLogger(SignupDesk.class);

    private static final int AT_ONCE = 200;

    private final SignupRequests requests;
    private final RequestDesk desk;
    private final Postman postman;

    SignupDesk(SignupRequests requests, RequestDesk desk, Postman postman) {
        this.requests = requests;
        this.desk = desk;
        this.postman = postman;
    }

    /**
     * Decides every open request, then hands every due letter to the relay.
     *
     * @return how many letters the relay took
     * @throws com.scrabbl.mail.RelayException when the relay cannot be reached: the letters stay due
     */
    public int work() {
        long last = 0;
        List<Long> open = requests.openAfter(last, AT_ONCE);
        while (!open.isEmpty()) {
            open.forEach(this::decide);
            last = open.get(open.size() - 1);
            open = requests.openAfter(last, AT_ONCE);
        }
        return postman.deliver();
    }

    private void decide(long request) {
        try {
            desk.handle(request);
        } catch (RuntimeException e) {
            // One request must not stop the others.
            log.warn("Sign-up request {} could not be decided, and is tried again: {}", request, e.getMessage());
            log.debug("Sign-up request {} could not be decided", request, e);
        }
    }
}
