package com.scrabbl.site;

import com.scrabbl.signup.FormStamp;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The front page: who publishes, the newsletters, and how to get them. */
@Controller
class FrontController {

    private final Offers offers;
    private final FormStamp stamp;

    FrontController(Offers offers, FormStamp stamp) {
        this.offers = offers;
        this.stamp = stamp;
    }

    @GetMapping("/")
    String front(Locale locale, Model model) {
        List<Offer> newsletters = offers.all(locale);
        model.addAttribute("newsletters", newsletters);
        model.addAttribute("signup", SignupPanel.empty(newsletters, stamp.now()));
        return "site/front";
    }
}
