package com.scrabbl.mail;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where editions go.
 *
 * @param relays empty for the one of {@code spring.mail.*} alone
 */
@ConfigurationProperties("scrabbl.delivery")
record RelaysProperties(@DefaultValue List<RelaySettings> relays) {}
