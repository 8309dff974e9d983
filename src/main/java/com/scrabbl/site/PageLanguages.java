package com.scrabbl.site;

import com.scrabbl.template.Words;
import freemarker.core.Environment;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.freemarker.autoconfigure.FreeMarkerVariablesCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Pages in the reader's language. Words are in {@code words/site*.properties} of the jar; files of these names in the folder of
 * words replace them key by key, and one of another language adds it. A word that a language does not have is the English
 * one.
 */
@Configuration(proxyBeanMethods = false)
class PageLanguages implements WebMvcConfigurer {

    @Bean
    static MessageSource messageSource(SiteProperties properties) {
        ReloadableResourceBundleMessageSource words = new WordFiles();
        words.setBasenames(properties.words().resolve("site").toUri().toString(), "classpath:words/site");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        return words;
    }

    @Bean
    FreeMarkerVariablesCustomizer pageWords(MessageSource messages) {
        return variables -> variables.put("words", words(messages));
    }

    /** In the language of the page that is rendered. */
    static Words<TemplateHTMLOutputModel> words(MessageSource messages) {
        return new Words<>(
                TemplateHTMLOutputModel.class,
                HTMLOutputFormat.INSTANCE::getMarkupString,
                (key, values) -> messages.getMessage(
                        key, values, Environment.getCurrentEnvironment().getLocale()));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Guide());
    }

    /** Files are named by the tag of their language, {@code site_pt-BR.properties}, as those of mails are. */
    private static final class WordFiles extends ReloadableResourceBundleMessageSource {

        @Override
        protected List<String> calculateFilenamesForLocale(String basename, Locale locale) {
            return Stream.of(locale.toLanguageTag(), locale.getLanguage())
                    .distinct()
                    .map(tag -> basename + "_" + tag)
                    .toList();
        }
    }

    /** Gives every page {@code here}, and says in its headers which language it speaks. */
    private static final class Guide implements HandlerInterceptor {

        @Override
        public void postHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
            if (page != null) {
                Locale locale = RequestContextUtils.getLocale(request);
                page.addObject("here", Here.of(request, locale));
                response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
                response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
            }
        }
    }
}
