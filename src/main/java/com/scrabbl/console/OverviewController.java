package com.scrabbl.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what needs you, what runs, what comes next, what ran. */
@Controller
class OverviewController {

    @GetMapping("/console")
    String overview() {
        return "console/overview";
    }
}
