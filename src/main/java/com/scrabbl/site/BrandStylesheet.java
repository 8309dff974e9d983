package com.scrabbl.site;

import com.scrabbl.newsletter.Brand;
import com.scrabbl.newsletter.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The brand's colours as custom properties, which pages take after their own stylesheet. */
@Component
class BrandStylesheet {

    private static final Logger log = LoggerFactory.getLogger(BrandStylesheet.class);

    /** WCAG 2.2, 1.4.3: text of normal size. */
    private static final double READABLE = 4.5;

    private static final String LIGHT_GROUND = "#ffffff";
    private static final String DARK_GROUND = "#1c1c1e";

    private final String css;

    BrandStylesheet(Publication publication) {
        Brand brand = publication.brand();
        css = """
                :root { %s }
                @media (prefers-color-scheme: dark) { :root { %s } }
                """.formatted(
                        properties("scrabbl.brand.accent", brand.accent(), LIGHT_GROUND),
                        properties("scrabbl.brand.dark-accent", brand.darkAccent(), DARK_GROUND));
    }

    String css() {
        return css;
    }

    private static String properties(String key, String accent, String ground) {
        double contrast = Colour.parse(accent).contrastTo(Colour.parse(ground));
        if (contrast >= READABLE) {
            return "--bar: %s; --accent: %s;".formatted(accent, accent);
        }
        log.warn(
                "{} {} is too faint for text (contrast {} on {}, {} is needed): pages use it for the bar at the top only.",
                key,
                accent,
                "%.1f".formatted(contrast),
                ground,
                READABLE);
        return "--bar: %s; --accent: var(--ink);".formatted(accent);
    }
}
