package com.scrabbl.http;

import com.scrabbl.http.OpenRequests.Kind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets no network have more answers made at once than its share. It stands behind what reads the forwarded headers. */
final class NetworkShare extends OncePerRequestFilter {

    private final OpenRequests open;

    NetworkShare(OpenRequests open) {
        this.open = open;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Kind kind = Kind.of(request.getMethod(), path);
        String address = request.getRemoteAddr();
        if (!open.enter(kind, address)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            open.leave(kind, address);
        }
    }
}
