package com.scrabbl.site;

import com.scrabbl.signup.FormStamp;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sign-up forms for pages. */
@Component
class SignupPanels {

    private final FormStamp stamp;

    SignupPanels(FormStamp stamp) {
        this.stamp = stamp;
    }

    /** A form in which nothing is filled in or ticked. */
    SignupPanel empty(List<Offer> offers) {
        return SignupPanel.empty(offers, stamp.now());
    }

    /** The form as it came in, to be sent once more. */
    SignupPanel filledIn(List<Offer> offers, FormFields fields) {
        return new SignupPanel(
                offers, fields.text("email"), fields.newslettersTicked(), fields.topicsTicked(), stamp.now());
    }
}
