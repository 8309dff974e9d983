package com.scrabbl.site;

import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.view.freemarker.FreeMarkerConfigurer;

/**
 * The answer to requests that never reach a page: an address that is none, or an error while an error page was made. It
 * takes the place of Tomcat's own, speaks all languages, and tells nothing of what went wrong.
 */
final class LastResort extends ErrorReportValve {

    private static final int FIRST_OF_OURS = 500;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    /** What is said in one language. */
    public record Saying(String tag, String direction, String title, String text) {}

    private final Supplier<String> theirs;
    private final Supplier<String> ours;

    private LastResort(Supplier<String> theirs, Supplier<String> ours) {
        this.theirs = theirs;
        this.ours = ours;
    }

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("text/html");
            response.setCharacterEncoding("UTF-8");
            HEADERS.forEach(response::setHeader);
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write((status < FIRST_OF_OURS ? theirs : ours).get());
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The sender of a malformed request did not wait for the answer", e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class Installation {

        /** The pages are made when the first one is asked for: the server is there before what makes pages. */
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> lastResort(
                ObjectProvider<FreeMarkerConfigurer> pages,
                MessageSource messages,
                Languages languages,
                Environment environment) {
            String root = environment.getProperty("server.servlet.context-path", "");
            Supplier<String> theirs =
                    SingletonSupplier.of(() -> page(pages.getObject(), messages, languages, root, "error.400"));
            Supplier<String> ours =
                    SingletonSupplier.of(() -> page(pages.getObject(), messages, languages, root, "error.last"));
            return factory -> factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    install(host, new LastResort(theirs, ours));
                }
            });
        }

        private static void install(StandardHost host, LastResort valve) {
            host.setErrorReportValveClass(LastResort.class.getName());
            host.getPipeline().addValve(valve);
        }

        private static String page(
                FreeMarkerConfigurer pages, MessageSource messages, Languages languages, String root, String key) {
            List<Saying> sayings = languages.all().stream()
                    .map(language -> new Saying(
                            language.tag(),
                            language.direction(),
                            messages.getMessage(key, null, language.locale()),
                            messages.getMessage(key + ".text", null, language.locale())))
                    .toList();
            StringWriter out = new StringWriter();
            try {
                pages.getConfiguration()
                        .getTemplate("site/last-resort.ftlh")
                        .process(Map.of("root", root, "sayings", sayings), out);
            } catch (IOException | TemplateException e) {
                throw new IllegalStateException("The page for requests that reach no page cannot be made", e);
            }
            return out.toString();
        }
    }
}
