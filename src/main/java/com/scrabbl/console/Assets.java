package com.scrabbl.console;

import java.io.IOException;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.DigestUtils;
import org.webjars.WebJarVersionLocator;

/**
 * Addresses of what pages of the console load, each with its version or fingerprint so that browsers may keep it.
 *
 * @param tokens stylesheet with colours and type, which the pages for readers have as well
 * @param plot script of the plots, for the pages that have one
 * @param plotStylesheet its stylesheet
 */
public record Assets(String tokens, String stylesheet, String script, String htmx, String plot, String plotStylesheet) {

    static Assets ofThisJar() throws IOException {
        return new Assets(
                own("tokens.css"),
                own("console.css"),
                own("console.js"),
                webjar("htmx.org", "dist/htmx.min.js"),
                webjar("uplot", "dist/uPlot.iife.min.js"),
                webjar("uplot", "dist/uPlot.min.css"));
    }

    private static String own(String name) throws IOException {
        byte[] content = new ClassPathResource("static/assets/" + name).getContentAsByteArray();
        return "/assets/" + name + "?v=" + DigestUtils.md5DigestAsHex(content).substring(0, 10);
    }

    private static String webjar(String name, String file) {
        return "/webjars/"
                + Objects.requireNonNull(new WebJarVersionLocator().path(name, file), name + " is not in the jar");
    }
}
