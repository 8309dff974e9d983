package com.scrabbl.http;

import com.scrabbl.network.ClientNetwork;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.core.env.Environment;

/**
 * Whether a program of this machine sent a request: by the connection's peer, which no header can change. What a proxy on
 * this machine passed on was sent by somebody else: a proxy is known by the headers that it adds, or by a host that is not
 * this machine.
 */
public final class Sender {

    private static final String TRUSTED = Sender.class.getName() + ".trusted";
    private static final String MANAGEMENT = Sender.class.getName() + ".management";

    private static final String FORWARDED = "x-forwarded";

    private static final Set<String> PASSED_ON = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "x-original-for",
            "x-original-host",
            "x-envoy-external-address");

    private Sender() {}

    /** Whether it came from a program of this machine, or to the management port, which has its own address. */
    public static boolean isTrusted(ServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(TRUSTED));
    }

    /** Whether it came to the management port. */
    public static boolean isManagement(ServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(MANAGEMENT));
    }

    /** Looks at each request before anything reads its headers, which another valve may change or take away. */
    static final class Valve extends ValveBase {

        private final Set<String> headers;
        private final boolean management;

        private Valve(Set<String> headers, boolean management) {
            super(true);
            this.headers = headers;
            this.management = management;
        }

        /** @param settings those of the server, which may name further headers of its proxy */
        static Valve of(Environment settings) {
            return new Valve(
                    Stream.concat(
                                    PASSED_ON.stream(),
                                    Stream.of("remote-ip-header", "protocol-header", "host-header", "port-header")
                                            .map(key -> settings.getProperty("server.tomcat.remoteip." + key, ""))
                                            .map(name -> name.toLowerCase(Locale.ROOT)))
                            .collect(Collectors.toUnmodifiableSet()),
                    false);
        }

        static Valve ofManagement() {
            return new Valve(Set.of(), true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(MANAGEMENT, management);
            request.setAttribute(TRUSTED, management || isOfThisMachine(request));
            getNext().invoke(request, response);
        }

        private boolean isOfThisMachine(Request request) {
            String host = request.getServerName();
            return ClientNetwork.isLoopback(request.getPeerAddr())
                    && (host.equals("localhost") || ClientNetwork.isLoopback(host))
                    && Collections.list(request.getHeaderNames()).stream()
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .noneMatch(name -> name.startsWith(FORWARDED) || headers.contains(name));
        }
    }
}
