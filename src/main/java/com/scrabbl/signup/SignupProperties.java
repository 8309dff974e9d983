package com.scrabbl.signup;

import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people join.
 *
 * @param welcome whether a new reader gets a letter with the latest edition
 * @param network what a consent keeps of the network address it came from
 * @param perNetwork sign-ups an hour from one network (/24, /56)
 * @param perAddress letters a day that strangers can have sent to one address
 * @param linksPerAddress letters a day that the page of preferences sends to its person
 * @param inAll sign-ups an hour altogether; and likewise letters to persons by their pages of preferences
 * @param refusedDomains a file of domains, one a line, whose addresses cannot sign up; none when not set
 * @param refusedLocalParts what stands before the @ of addresses that cannot sign up
 */
@Validated
@ConfigurationProperties("scrabbl.signup")
record SignupProperties(
        @DefaultValue("false") boolean welcome,
        @DefaultValue("shortened") NetworkKept network,
        @DefaultValue("20") @Min(1) int perNetwork,
        @DefaultValue("3") @Min(1) int perAddress,
        @DefaultValue("10") @Min(1) int linksPerAddress,
        @DefaultValue("2000") @Min(1) int inAll,
        @Nullable Path refusedDomains,
        @DefaultValue List<String> refusedLocalParts) {

    /** What is kept of a network address. */
    enum NetworkKept {
        /** Its first 24 bits, or 56 of an IPv6 address. */
        SHORTENED,
        NONE
    }
}
