package com.scrabbl.template;

import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileExtensionMatcher;
import freemarker.cache.FirstMatchTemplateConfigurationFactory;
import freemarker.cache.StrongCacheStorage;
import freemarker.cache.TemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * FreeMarker for mail: no template can reach a Java object or class, numbers print for computers, what a template prints
 * is escaped for its part, and an endless loop heeds an interrupt.
 */
final class LeashedConfiguration extends Configuration {

    private static final Version VERSION = Configuration.VERSION_2_3_34;
    private static final String INTERRUPTIBLE = "interruptible";

    LeashedConfiguration(TemplateLoader loader) {
        super(VERSION);
        setTemplateLoader(loader);
        setCacheStorage(new StrongCacheStorage());
        setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        setLocale(Locale.ROOT);
        setLocalizedLookup(false);
        setDefaultEncoding("UTF-8");
        setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        setAPIBuiltinEnabled(false);
        setObjectWrapper(new SimpleObjectWrapper(VERSION));
        setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        setLogTemplateExceptions(false);
        setAttemptExceptionReporter((problem, environment) -> {});
        setWrapUncheckedExceptions(false);
        setFallbackOnNullLoopVariable(false);
        setNumberFormat("computer");
        setRecognizeStandardFileExtensions(false);
        setOutputFormat(PartFormat.TEXT);
        setRegisteredCustomOutputFormats(List.of(PartFormat.HTML, PartFormat.TEXT));
        TemplateConfiguration html = new TemplateConfiguration();
        html.setOutputFormat(PartFormat.HTML);
        TemplateConfiguration css = new TemplateConfiguration();
        css.setWhitespaceStripping(false); // so that what is wrong with a stylesheet is in the line that it is told of
        setTemplateConfigurations(new FirstMatchTemplateConfigurationFactory(
                        new ConditionalTemplateConfigurationFactory(new FileExtensionMatcher("ftlh"), html),
                        new ConditionalTemplateConfigurationFactory(new FileExtensionMatcher("css"), css))
                .allowNoMatch(true));
    }

    @Override
    public @Nullable Template getTemplate(
            String name,
            @Nullable Locale locale,
            @Nullable Object lookupCondition,
            @Nullable String encoding,
            boolean parseAsTemplate,
            boolean ignoreMissing)
            throws IOException {
        // A file says the same in every language, and is parsed once for all.
        Template template =
                super.getTemplate(name, Locale.ROOT, lookupCondition, encoding, parseAsTemplate, ignoreMissing);
        return template == null ? null : interruptible(template);
    }

    /** FreeMarker has this for itself only, but nothing else ends a loop that prints nothing. */
    static Template interruptible(Template template) {
        synchronized (template) {
            if (template.getCustomAttribute(INTERRUPTIBLE) == null) {
                _CoreAPI.addThreadInterruptedChecks(template);
                template.setCustomAttribute(INTERRUPTIBLE, true);
            }
        }
        return template;
    }
}
