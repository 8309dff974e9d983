package com.scrabbl.console.watch;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.delivery.LimitedProviders;
import com.scrabbl.run.control.TryingProviders;
import com.scrabbl.watch.RelayStates;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How the relays do, which providers refuse us or find us too fast, and trying one out of turn. */
@Controller
class ProvidersController {

    private final LimitedProviders providers;
    private final RelayStates relays;
    private final TryingProviders trying;
    private final Audit audit;

    ProvidersController(LimitedProviders providers, RelayStates relays, TryingProviders trying, Audit audit) {
        this.providers = providers;
        this.relays = relays;
        this.trying = trying;
        this.audit = audit;
    }

    @GetMapping("/console/providers")
    String list(Model page) {
        page.addAttribute("providers", providers.now());
        page.addAttribute("relays", relays.now());
        return "console/providers";
    }

    @PostMapping("/console/providers/try")
    String tryNow(
            @RequestParam String relay,
            @RequestParam String provider,
            @AuthenticationPrincipal CurrentUser user,
            RedirectAttributes redirect) {
        // Many transactions follow: what is begun is written down first.
        audit.record(user.change("providers try", provider));
        Flash.saying(
                        trying.tryNow(relay, provider)
                                ? "The next message tries %s. Runs that waited for it go on.".formatted(provider)
                                : "%s is not suspended any more, or is being tried already.".formatted(provider))
                .on(redirect);
        return "redirect:/console/providers";
    }
}
