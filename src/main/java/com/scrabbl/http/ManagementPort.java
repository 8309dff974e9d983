package com.scrabbl.http;

import java.net.InetAddress;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * The server of {@code management.server.port}, if there is one. It listens on this machine alone unless an address is
 * given. Spring makes it a context of its own; no component, or the main server would have it too.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class ManagementPort {

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementServer(
            ManagementServerProperties properties) {
        return factory -> {
            if (properties.getAddress() == null) {
                factory.setAddress(InetAddress.getLoopbackAddress());
            }
            factory.addEngineValves(Sender.Valve.ofManagement());
        };
    }
}
