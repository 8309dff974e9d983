package com.scrabbl.newsletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrabbl.mail.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * A newsletter's settings as text, with the keys and values of its file and every default written out: JSON to keep,
 * YAML to edit and apply again.
 */
public final class SettingsFormat {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addModule(new SimpleModule()
                    .addSerializer(EmailAddress.class, new ToStringSerializer(EmailAddress.class))
                    .addDeserializer(EmailAddress.class, new AddressReader())
                    .addSerializer(Duration.class, new DurationWriter()))
            .build();

    private SettingsFormat() {}

    /** All settings, as a newsletter's row keeps them. */
    public static String toJson(NewsletterSettings settings) {
        return JSON.writeValueAsString(settings);
    }

    /** The settings that {@link #toJson} wrote. */
    public static NewsletterSettings fromJson(String json) {
        return JSON.readValue(json, NewsletterSettings.class);
    }

    /** A file that declares these settings. */
    public static String toYaml(NewsletterSettings settings) {
        return toYaml(toMap(settings));
    }

    /** A file that declares one newsletter with these keys: texts, numbers, booleans, lists and maps. */
    public static String toYaml(Map<String, Object> newsletter) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setIndent(2);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        return new Yaml(options).dump(Map.of("newsletters", List.of(newsletter)));
    }

    /** Sixteen characters that are others when any setting is another. */
    public static String version(NewsletterSettings settings) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(toJson(settings).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys of the file with their values: text, numbers, booleans, lists and maps. */
    public static Map<String, Object> toMap(NewsletterSettings settings) {
        return JSON.convertValue(settings, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /** ISO 8601 with whole days as days: P7D and not PT168H. */
    public static String text(Duration duration) {
        boolean wholeDays = duration.equals(Duration.ofDays(duration.toDays()));
        return wholeDays ? "P" + duration.toDays() + "D" : duration.toString();
    }

    private static final class DurationWriter extends StdSerializer<Duration> {

        DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration duration, JsonGenerator json, SerializationContext context) {
            json.writeString(text(duration));
        }
    }

    private static final class AddressReader extends StdDeserializer<EmailAddress> {

        AddressReader() {
            super(EmailAddress.class);
        }

        @Override
        public EmailAddress deserialize(JsonParser json, DeserializationContext context) throws JacksonException {
            return EmailAddress.parse(json.getString());
        }
    }
}
