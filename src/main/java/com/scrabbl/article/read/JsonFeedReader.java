package com.scrabbl.article.read;

import com.scrabbl.article.fetch.Content;
import com.scrabbl.article.read.Reading.Unread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). Where the JSON breaks, the items before it are kept. */
final class JsonFeedReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String VERSION = "jsonfeed.org/version/1";

    Reading read(Content content, String text) {
        ObjectNode feed = JSON.createObjectNode();
        List<JsonNode> items = new ArrayList<>();
        Unread broken = null;
        try (JsonParser json = JSON.createParser(text)) {
            readFeed(json, feed, items);
        } catch (StreamConstraintsException e) {
            throw new UnreadableException(content.place(), "its JSON is deeper or longer than any feed");
        } catch (JacksonException e) {
            if (items.isEmpty()) {
                throw new UnreadableException(content.place(), "it is no JSON (" + place(e) + ")");
            }
            broken = new Unread(place(e), "the JSON breaks there, so only the items before it were read");
        }
        if (!feed.path("version").asString("").contains(VERSION)) {
            throw new UnreadableException(content.place(), "it is JSON, but no JSON Feed");
        } else if (feed.has("items")) {
            throw new UnreadableException(content.place(), "it is a JSON Feed, but its items are no list");
        }
        return reading(content, feed, items, broken);
    }

    /** The feed's own values into {@code feed}, one item after the other into {@code items}. */
    private static void readFeed(JsonParser json, ObjectNode feed, List<JsonNode> items) {
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            if (json.nextToken() == JsonToken.START_ARRAY && name.equals("items")) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(json.readValueAsTree());
                }
            } else {
                feed.set(name, json.<JsonNode>readValueAsTree());
            }
        }
    }

    private static String place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? "somewhere" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static Reading reading(Content content, ObjectNode feed, List<JsonNode> items, @Nullable Unread broken) {
        List<RawItem> read = items.stream()
                .map(item -> new JsonFeedItem(item, feed).raw(content.location()))
                .toList();
        return new Reading(read, broken == null ? List.of() : List.of(broken));
    }
}
