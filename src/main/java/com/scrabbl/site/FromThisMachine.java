package com.scrabbl.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Lets in what comes from a loopback address and was not passed on by a proxy. */
final class FromThisMachine implements AuthorizationManager<RequestAuthorizationContext> {

    private static final IpAddressMatcher IPV4 = new IpAddressMatcher("127.0.0.0/8");
    private static final IpAddressMatcher IPV6 = new IpAddressMatcher("::1");

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        String address = request.getRemoteAddr();
        return new AuthorizationDecision((IPV4.matches(address) || IPV6.matches(address)) && !isPassedOn(request));
    }

    private static boolean isPassedOn(HttpServletRequest request) {
        return Stream.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
                .anyMatch(header -> request.getHeader(header) != null);
    }
}
