package com.scrabbl.http;

import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Valve;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the server does with a request before any page sees it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ServerConfiguration {

    /** Ours stand first: the valve of the forwarded headers, which may be there already, changes what they look at. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> valves(
            Environment settings, RefusalMeters refusals) {
        return factory -> {
            List<Valve> all = new ArrayList<>(List.of(Sender.Valve.of(settings), new RefusedRequests(refusals)));
            all.addAll(factory.getEngineValves());
            factory.setEngineValves(all);
            // All methods that are not used here get the same answer, which ours gives.
            factory.addConnectorCustomizers(connector -> connector.setAllowTrace(true));
        };
    }
}
