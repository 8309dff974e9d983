package com.scrabbl.edition;

import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.SettingsFormat;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An edition's columns that hold JSON. */
final class EditionJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Pattern FORGERY = Pattern.compile("[\\uE000-\\uF8FF]|\\p{Cs}");

    private EditionJson() {}

    /** What is kept of the newsletter and the installation. */
    record Settings(NewsletterSettings newsletter, URI base) {}

    /** Without private-use characters, which articles lost at their door: nothing but a slot may look like one. */
    static String text(Map<String, Object> model) {
        return FORGERY.matcher(JSON.writeValueAsString(model)).replaceAll("\uFFFD");
    }

    static Map<String, Object> model(String text) {
        return JSON.readValue(text, new TypeReference<>() {});
    }

    /** The part of a frozen model that the record has room for. */
    static <T> T read(String text, Class<T> part) {
        return JSON.readValue(text, part);
    }

    static String text(Settings settings) {
        ObjectNode node = JSON.createObjectNode();
        node.set("newsletter", JSON.readTree(SettingsFormat.toJson(settings.newsletter())));
        node.put("base", settings.base().toString());
        return JSON.writeValueAsString(node);
    }

    static Settings settings(String text) {
        JsonNode node = JSON.readTree(text);
        return new Settings(
                SettingsFormat.fromJson(JSON.writeValueAsString(node.get("newsletter"))),
                URI.create(node.get("base").asString()));
    }
}
