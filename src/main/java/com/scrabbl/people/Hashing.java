package com.scrabbl.people;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;

/**
 * How passwords are stored: as a hash that names its algorithm with its parameters. A hash under another name than the
 * first is still read, and made anew when its user logs in.
 */
@Configuration(proxyBeanMethods = false)
class Hashing {

    private static final int SALT_OCTETS = 16;
    private static final int ROUNDS = 210_000;

    @Bean
    PasswordEncoder passwordEncoder() {
        String name = "pbkdf2-sha512-" + ROUNDS;
        // It reads all of a long password, as bcrypt does not.
        Pbkdf2PasswordEncoder pbkdf2 =
                new Pbkdf2PasswordEncoder("", SALT_OCTETS, ROUNDS, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA512);
        pbkdf2.setEncodeHashAsBase64(true);
        return new DelegatingPasswordEncoder(name, Map.of(name, pbkdf2, "bcrypt", new BCryptPasswordEncoder()));
    }
}
