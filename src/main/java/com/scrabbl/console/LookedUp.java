package com.scrabbl.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/** Gives a page what is looked for by {@link Lookups}, as if it stood in its address. */
final class LookedUp extends OncePerRequestFilter {

    private final Lookups lookups;

    LookedUp(Lookups lookups) {
        this.lookups = lookups;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String look = request.getMethod().equals("POST") ? null : request.getParameter(Lookups.PARAMETER);
        if (look == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<MultiValueMap<String, String>> fields = lookups.fields(look);
        if (fields.isEmpty()) {
            ConsoleErrorPages.say(
                    request,
                    new ConsoleErrorPages.Said(
                            null,
                            "What was looked for can't be read any more: Scrabbl was started anew since, or the address was"
                                    + " not copied whole. Look for it again.",
                            null));
            response.sendError(HttpStatus.GONE.value());
            return;
        }
        chain.doFilter(new WithFields(request, fields.get()), response);
    }

    /** What stands in the address itself comes first. */
    private static final class WithFields extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters = new LinkedHashMap<>();

        WithFields(HttpServletRequest request, MultiValueMap<String, String> fields) {
            super(request);
            parameters.putAll(request.getParameterMap());
            fields.forEach((name, values) -> parameters.putIfAbsent(
                    name,
                    values.stream().map(value -> UriUtils.decode(value, UTF_8)).toArray(String[]::new)));
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values.clone();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }
    }
}
