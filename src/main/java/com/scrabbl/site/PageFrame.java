package com.scrabbl.site;

import com.scrabbl.newsletter.Publication;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.freemarker.autoconfigure.FreeMarkerVariablesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.DigestUtils;

/**
 * What the frame of every page needs, {@code pages} in its template.
 *
 * @param tokens path of the stylesheet with colours and type, which the console has as well
 * @param stylesheet path of the stylesheet, with a fingerprint so that browsers may keep it
 * @param brandStylesheet path of the brand's colours, likewise
 * @param script path of the one script, likewise
 * @param logo the brand's logo, if pages may show it: the policy of this site lets in no picture from elsewhere
 * @param imprint address of the imprint, if there is one
 * @param privacy address of the page on privacy, if there is one
 * @param noindex whether search engines are asked to list none of the pages
 * @param languages all that the pages speak
 * @param demo whether the demo's mailbox is there to be linked
 */
public record PageFrame(
        String tokens,
        String stylesheet,
        String brandStylesheet,
        String script,
        @Nullable String logo,
        @Nullable String imprint,
        @Nullable String privacy,
        boolean noindex,
        List<Language> languages,
        boolean demo) {

    private static PageFrame of(
            Publication publication,
            SiteProperties properties,
            BrandStylesheet brand,
            Languages languages,
            boolean demo)
            throws IOException {
        return new PageFrame(
                asset("tokens.css"),
                asset("site.css"),
                "/brand.css?v=" + fingerprint(brand.css().getBytes(StandardCharsets.UTF_8)),
                asset("site.js"),
                ownLogo(publication),
                text(properties.imprint()),
                text(properties.privacy()),
                properties.noindex(),
                languages.all(),
                demo);
    }

    private static String asset(String name) throws IOException {
        byte[] content = new ClassPathResource("static/assets/" + name).getContentAsByteArray();
        return "/assets/" + name + "?v=" + fingerprint(content);
    }

    private static @Nullable String text(@Nullable URI address) {
        return address == null ? null : address.toString();
    }

    private static String fingerprint(byte[] content) {
        return DigestUtils.md5DigestAsHex(content).substring(0, 10);
    }

    private static @Nullable String ownLogo(Publication publication) {
        URI logo = publication.brand().logo();
        URI site = publication.publicUrl();
        if (logo == null || site == null) {
            return null;
        }
        return Objects.equals(logo.getRawAuthority(), site.getRawAuthority()) ? logo.toString() : null;
    }

    /** Gives every page template {@code brand} and {@code pages}. */
    @Configuration(proxyBeanMethods = false)
    static class Variables {

        @Bean
        FreeMarkerVariablesCustomizer pageVariables(
                Publication publication,
                SiteProperties properties,
                BrandStylesheet brandStylesheet,
                Languages languages,
                Environment environment)
                throws IOException {
            PageFrame frame = PageFrame.of(
                    publication,
                    properties,
                    brandStylesheet,
                    languages,
                    environment.acceptsProfiles(Profiles.of("demo")));
            return variables -> {
                variables.put("brand", publication.brand());
                variables.put("pages", frame);
            };
        }
    }
}
