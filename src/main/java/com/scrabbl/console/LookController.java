package com.scrabbl.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Takes the forms that look for somebody, and leads to the page that answers, whose address does not say for whom. */
@Controller
class LookController {

    private static final Pattern PAGE = Pattern.compile("/console/[a-z0-9/:._~%+-]{1,300}", Pattern.CASE_INSENSITIVE);

    /** An address of a page can be as long as every proxy takes it. */
    private static final int LONGEST = 2_000;

    private final Lookups lookups;

    LookController(Lookups lookups) {
        this.lookups = lookups;
    }

    /** @param at the page that answers */
    @PostMapping("/console/look")
    String look(@RequestParam(defaultValue = "") String at, HttpServletRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("at") && !name.startsWith("_")) {
                fields.put(name, values[0]);
            }
        });
        if (!PAGE.matcher(at).matches()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "This form does not say which page answers it. Open its page again.");
        }
        if (fields.toString().length() > LONGEST) {
            throw new ResponseStatusException(
                    HttpStatus.CONTENT_TOO_LARGE, "That is too much to look for. Shorten it, and look again.");
        }
        return "redirect:" + lookups.path(at, fields);
    }
}
