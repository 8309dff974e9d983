package com.scrabbl.http;

import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** What the server does with a request before any page sees it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ServerConfiguration {

    @Bean
    static OpenRequests openRequests(Environment settings, HttpProperties properties) {
        return new OpenRequests(
                settings.getProperty("server.tomcat.threads.max", Integer.class, 200), properties.perNetwork());
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> server(
            Environment settings, RefusalMeters refusals, OpenRequests open, HttpProperties properties) {
        RequestIntake.Limits limits = limits(settings);
        return factory -> {
            // Ours stand first: the valve of the forwarded headers, which may be there already, changes what they look
            // at.
            List<Valve> valves = new ArrayList<>(List.of(Sender.Valve.of(settings), new RefusedRequests(refusals)));
            valves.addAll(factory.getEngineValves());
            factory.setEngineValves(valves);
            factory.setProtocol(BoundedProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                ((BoundedProtocol) connector.getProtocolHandler())
                        .bound(properties.grace(), limits.proxied() ? 0 : properties.connectionsPerNetwork());
                // All methods that are not used here get the same answer, which ours gives.
                connector.setAllowTrace(true);
                if (properties.sendBuffer().toBytes() > 0) {
                    connector.setProperty(
                            "socket.txBufSize",
                            Long.toString(properties.sendBuffer().toBytes()));
                }
                connector.addLifecycleListener(event -> {
                    if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT)) {
                        takeIn(connector, open, properties, limits);
                    }
                });
            });
        };
    }

    private static void takeIn(
            Connector connector, OpenRequests open, HttpProperties properties, RequestIntake.Limits limits) {
        connector
                .getProtocolHandler()
                .setAdapter(new RequestIntake(connector.getProtocolHandler().getAdapter(), open, properties, limits));
    }

    private static RequestIntake.Limits limits(Environment settings) {
        String strategy = settings.getProperty("server.forward-headers-strategy", "none");
        return new RequestIntake.Limits(
                settings.getProperty("server.servlet.context-path", "").replaceAll("/+$", ""),
                (int) settings.getProperty(
                                "server.tomcat.max-http-form-post-size", DataSize.class, DataSize.ofMegabytes(2))
                        .toBytes(),
                settings.getProperty("server.tomcat.max-swallow-size", DataSize.class, DataSize.ofMegabytes(2))
                        .toBytes(),
                strategy.equalsIgnoreCase("native") || strategy.equalsIgnoreCase("framework"));
    }

    /** Right behind Spring's own filter of the forwarded headers. */
    @Bean
    static FilterRegistrationBean<NetworkShare> networkShare(OpenRequests open) {
        FilterRegistrationBean<NetworkShare> share = new FilterRegistrationBean<>(new NetworkShare(open));
        share.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return share;
    }
}
