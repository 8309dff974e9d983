package com.scrabbl.console.list;

import com.scrabbl.console.Sessions;
import jakarta.servlet.MultipartConfigElement;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of a large file through the server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ImportConfiguration {

    /** What a form has besides its file. */
    private static final long REST = 100_000;

    @Bean
    ServletRegistrationBean<UploadServlet> upload(
            Uploads uploads, ListImports imports, ImportForm.Reader forms, ImportProperties properties) {
        ServletRegistrationBean<UploadServlet> servlet =
                new ServletRegistrationBean<>(new UploadServlet(uploads, imports, forms), UploadServlet.PATH);
        long largest = properties.largest().toBytes();
        servlet.setMultipartConfig(
                new MultipartConfigElement(uploads.incoming().toString(), largest, largest + REST, 0));
        return servlet;
    }

    @Bean
    FilterRegistrationBean<UploadGuard> uploadGuard(Sessions sessions, ImportProperties properties) {
        FilterRegistrationBean<UploadGuard> guard = new FilterRegistrationBean<>(
                new UploadGuard(sessions, properties.largest().toBytes() + REST));
        guard.setUrlPatterns(List.of(UploadServlet.PATH));
        guard.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return guard;
    }
}
