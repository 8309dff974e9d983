package com.scrabbl.signup;

import com.scrabbl.disk.DatabaseTrouble;
import com.scrabbl.signup.SignupRequest.Origin;
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
     * Decides every open request and hands every due letter to the relay. People who wait at their screens come first; of an
     * imported list only some at a time, however long it is.
     *
     * @return how many letters the relay took
     * @throws com.scrabbl.mail.RelayException when the relay cannot be reached: the letters stay due
     */
    public int work() {
        int sent = 0;
        List<Long> imported = List.of();
        do {
            decideAll(Origin.FORM);
            decideAll(Origin.PREFERENCES);
            imported = decide(Origin.IMPORT, imported);
            sent += postman.deliver();
        } while (!imported.isEmpty());
        return sent;
    }

    private void decideAll(Origin origin) {
        List<Long> some = List.of();
        do {
            some = decide(origin, some);
        } while (!some.isEmpty());
    }

    /** Decides some, after those before, and tells them. */
    private List<Long> decide(Origin origin, List<Long> before) {
        long last = before.isEmpty() ? 0 : before.get(before.size() - 1);
        List<Long> open = requests.openAfter(origin, last, AT_ONCE);
        open.forEach(this::decide);
        return open;
    }

    private void decide(long request) {
        try {
            desk.handle(request);
        } catch (RuntimeException e) {
            // One request must not stop the others.
            log.warn(
                    "Sign-up request {} could not be decided, and is tried again: {}",
                    request,
                    DatabaseTrouble.sentence(e));
            log.debug("Sign-up request {} could not be decided", request, e);
        }
    }
}
