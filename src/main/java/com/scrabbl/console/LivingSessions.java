package com.scrabbl.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at each request whether its session goes on: the user is still there, has the password that the session began
 * with, was not away for too long, and neither the longest time nor anybody has ended it. What the user may do is read anew each time. A page that refreshes itself keeps no
 * session alive.
 */
final class LivingSessions extends OncePerRequestFilter {

    private static final String USER = LivingSessions.class.getName() + ".user";

    private final Sessions sessions;

    LivingSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Who sent this request; null when nobody is logged in. Holds while an error page is made, too. */
    static @Nullable CurrentUser user(HttpServletRequest request) {
        return (CurrentUser) request.getAttribute(USER);
    }

    /** Has this session go on under the user's new password, with a new number. */
    static void goOnAs(CurrentUser user, HttpServletRequest request, HttpServletResponse response) {
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication(user));
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    /** Whether a page refreshes a part of itself. */
    static boolean isPoll(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null && request.getMethod().equals("GET");
    }

    static Authentication authentication(CurrentUser user) {
        return UsernamePasswordAuthenticationToken.authenticated(
                user, null, List.of(new SimpleGrantedAuthority("ROLE_" + user.role())));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null && known != null && known.getPrincipal() instanceof CurrentUser) {
            Optional<CurrentUser> today = sessions.user(session);
            if (today.isPresent()) {
                goOn(request, session, today.get());
            } else {
                session.invalidate();
                SecurityContextHolder.clearContext();
            }
        }
        chain.doFilter(request, response);
    }

    private void goOn(HttpServletRequest request, HttpSession session, CurrentUser user) {
        SecurityContextHolder.getContext().setAuthentication(authentication(user));
        request.setAttribute(USER, user);
        if (!isPoll(request)) {
            sessions.act(session);
        }
    }
}
