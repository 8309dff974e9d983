package com.scrabbl.watch;

import com.scrabbl.mail.HiddenAddresses;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** The same for logs of JSON objects; {@code application.yml} names it to Spring. */
public final class JsonWithoutAddresses implements StructuredLoggingJsonMembersCustomizer<Object> {

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, HiddenAddresses::in));
    }
}
