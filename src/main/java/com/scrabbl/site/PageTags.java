package com.scrabbl.site;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.DigestUtils;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Gives front page and archive an ETag, so that a browser that has the page gets no second copy. The stamp of the sign-up
 * form differs at every request and does not count; the tag is a weak one therefore.
 */
final class PageTags extends ShallowEtagHeaderFilter {

    private static final Pattern STAMP = Pattern.compile("(?<=name=\"opened\" value=\")[^\"]*");

    private PageTags() {
        setWriteWeakETag(true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return !(path.equals("/") || path.equals("/archive") || path.startsWith("/archive/")) || path.endsWith(".xml");
    }

    @Override
    protected String generateETagHeaderValue(InputStream page, boolean weak) throws IOException {
        String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
        byte[] lasting = STAMP.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8);
        return (weak ? "W/" : "") + "\"" + DigestUtils.md5DigestAsHex(lasting) + "\"";
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        FilterRegistrationBean<PageTags> pageTags() {
            return new FilterRegistrationBean<>(new PageTags());
        }
    }
}
