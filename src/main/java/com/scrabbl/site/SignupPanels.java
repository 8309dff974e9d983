package com.scrabbl.site;

import java.util.List;
import org.springframework.stereotype.Component;

/** Makes the sign-up forms of pages. */
@Component
class SignupPanels {

    /** A form in which nothing is filled in yet. */
    SignupPanel empty(List<Offer> offers) {
        return SignupPanel.empty(offers, "");
    }
}
