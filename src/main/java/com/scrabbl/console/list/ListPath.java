package com.scrabbl.console.list;

import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of further pages of a list. */
final class ListPath {

    private ListPath() {}

    /** The path with what was asked for; empty texts are left out. A plus sign stays one, as in addresses. */
    static String of(String path, Map<String, String> asked) {
        UriComponentsBuilder builder = UriComponentsBuilder.fromPath(path);
        asked.forEach((name, text) -> {
            if (!text.isEmpty()) {
                builder.queryParam(name, "{" + name + "}");
            }
        });
        return builder.encode().buildAndExpand(asked).toUriString();
    }
}
