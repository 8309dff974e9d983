package com.scrabbl.console;

import com.scrabbl.people.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Makes a {@link CurrentUser} of a name and its password. */
final class PasswordCheck implements AuthenticationProvider {

    private final Users users;

    PasswordCheck(Users users) {
        this.users = users;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication given) {
        return users.withPassword(given.getName(), String.valueOf(given.getCredentials()))
                .map(CurrentUser::of)
                .map(LivingSessions::authentication)
                .orElseThrow(() -> new BadCredentialsException("Name or password is wrong."));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
