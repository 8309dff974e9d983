package com.scrabbl.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What the frame of every page needs, {@code shell} in its template.
 *
 * @param user who is logged in; null on the pages before that
 * @param groups the menu; empty for nobody
 * @param attention what waits for people
 * @param csrf the token that every form carries; null where no form is possible
 * @param assets addresses of stylesheet and scripts
 */
public record Shell(
        @Nullable CurrentUser user,
        List<Navigation.Group> groups,
        Attention attention,
        @Nullable CsrfToken csrf,
        Assets assets) {}
