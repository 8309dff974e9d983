package com.scrabbl.console.list;

import com.scrabbl.console.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before everything that would read the form with the file: who is not logged in sends nothing, and what is too
 * large is neither stored nor cut off, since a browser that is cut off shows no page.
 */
final class UploadGuard extends OncePerRequestFilter {

    /** So much more than is taken is read and thrown away, before the browser is told; beyond it is cut off. */
    private static final int PATIENCE = 10;

    private final Sessions sessions;
    private final long largest;

    UploadGuard(Sessions sessions, long largest) {
        this.sessions = sessions;
        this.largest = largest;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
        } else if (sessions.user(request.getSession(false)).isEmpty()) {
            // What the user may do is asked further on.
            leave(response, request.getContextPath() + "/console/login");
        } else if (request.getContentLengthLong() > largest) {
            passOver(request.getInputStream());
            leave(response, request.getContextPath() + "/console/import?large=" + request.getContentLengthLong());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void leave(HttpServletResponse response, String where) {
        response.setHeader("Location", where);
        response.setStatus(HttpStatus.SEE_OTHER.value());
    }

    private void passOver(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long passed = 0;
        for (int read = body.read(buffer); read >= 0 && passed < PATIENCE * largest; read = body.read(buffer)) {
            passed += read;
        }
    }
}
