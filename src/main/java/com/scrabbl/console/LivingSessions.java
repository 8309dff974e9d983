package com.scrabbl.console;

import com.scrabbl.people.User;
import com.scrabbl.people.Users;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * with, and was not away for too long. What the user may do is read anew each time. A page that refreshes itself keeps no
 * session alive.
 */
final class LivingSessions extends OncePerRequestFilter {

    private static final String USER = LivingSessions.class.getName() + ".user";
    private static final String LAST_ACT = LivingSessions.class.getName() + ".lastAct";

    private final Users users;
    private final Clock clock;
    private final Duration idle;

    LivingSessions(Users users, Clock clock, Duration idle) {
        this.users = users;
        this.clock = clock;
        this.idle = idle;
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
        if (session != null && known != null && known.getPrincipal() instanceof CurrentUser user) {
            Optional<User> today = users.byId(user.id())
                    .filter(one -> one.passwordNumber() == user.passwordNumber() && !isAway(session));
            if (today.isPresent()) {
                goOn(request, session, CurrentUser.of(today.get()));
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
            session.setAttribute(LAST_ACT, clock.instant());
        }
    }

    private boolean isAway(HttpSession session) {
        Instant last = (Instant) session.getAttribute(LAST_ACT);
        return last != null && last.plus(idle).isBefore(clock.instant());
    }
}
