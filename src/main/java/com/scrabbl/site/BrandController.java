package com.scrabbl.site;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class BrandController {

    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");

    private final BrandStylesheet stylesheet;

    BrandController(BrandStylesheet stylesheet) {
        this.stylesheet = stylesheet;
    }

    /** Pages ask for it with a fingerprint, so a browser may keep what it has. */
    @GetMapping("/brand.css")
    ResponseEntity<String> css() {
        return ResponseEntity.ok()
                .contentType(CSS)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)))
                .body(stylesheet.css());
    }
}
