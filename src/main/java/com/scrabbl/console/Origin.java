package com.scrabbl.console;

import com.scrabbl.network.ClientNetwork;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as far as the audit tells it.
 *
 * @param address as the server knows the client
 * @param browser in few words, such as {@code Firefox on Linux}; what is unknown is cut and cleaned
 */
record Origin(String address, String browser) implements Serializable {

    private static final int LONGEST = 60;

    /** The first that a browser says counts: most claim to be others, too. */
    private static final Map<String, String> BROWSERS = inOrder(
            "Edg", "Edge",
            "OPR/", "Opera",
            "SamsungBrowser/", "Samsung Internet",
            "FxiOS/", "Firefox",
            "Firefox/", "Firefox",
            "CriOS/", "Chrome",
            "HeadlessChrome/", "Chrome",
            "Chrome/", "Chrome",
            "Safari/", "Safari");

    private static final Map<String, String> SYSTEMS = inOrder(
            "Windows", "Windows",
            "Android", "Android",
            "iPhone", "iOS",
            "iPad", "iOS",
            "Macintosh", "macOS",
            "CrOS", "ChromeOS",
            "Linux", "Linux");

    static Origin of(HttpServletRequest request) {
        return new Origin(request.getRemoteAddr(), browser(request.getHeader("User-Agent")));
    }

    String network() {
        return ClientNetwork.of(address).text();
    }

    /** Network and browser. */
    String text() {
        return "from %s, %s".formatted(network(), browser);
    }

    static String browser(@Nullable String agent) {
        String line =
                agent == null ? "" : agent.replaceAll("[^ -~]+|[<>]+", " ").strip();
        if (line.isEmpty()) {
            return "a browser without a name";
        }
        String browser = first(BROWSERS, line);
        if (browser == null) {
            return line.substring(0, Math.min(LONGEST, line.length())).strip();
        }
        String system = first(SYSTEMS, line);
        return system == null ? browser : browser + " on " + system;
    }

    private static @Nullable String first(Map<String, String> names, String agent) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> inOrder(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
