package com.scrabbl.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody at the console with a browser that keeps cookies and follows no redirect, over real HTTP. */
public final class ConsoleVisitor {

    /** The password of every user that {@link TestApplication#user} makes. */
    public static final String PASSWORD = "quay barge lantern";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String url;
    private String from = "/console";

    /** Somebody who is not logged in yet; the site's address has no slash at its end. */
    public ConsoleVisitor(String url) {
        this.url = url;
    }

    /** Logs in, which must succeed. */
    public ConsoleVisitor logIn(String name) {
        HttpResponse<String> answer = logIn(name, PASSWORD);
        if (answer.statusCode() != 302) {
            throw new AssertionError("no log-in: " + answer.statusCode() + " " + answer.body());
        }
        return this;
    }

    /** Fills in the page to log in at. */
    public HttpResponse<String> logIn(String name, String password) {
        get("/console/login");
        return post("/console/login", "name", name, "password", password);
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer = send(request);
        from = path;
        return answer;
    }

    /** Asks for what a page's answer would be, without the page. */
    public HttpResponse<String> head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    /** The page as a browser reads it; the answer must be 200. */
    public Document page(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " is answered " + answer.statusCode() + ": " + answer.body());
        }
        return Jsoup.parse(answer.body(), url + path);
    }

    /**
     * Posts a form of the page that was opened last, with the token that its forms carry.
     *
     * @param fields names and values in turn
     */
    public HttpResponse<String> post(String path, String... fields) {
        Element token = Jsoup.parse(get(from).body()).selectFirst("input[name=_csrf]");
        String[] all = token == null
                ? fields
                : Stream.concat(Stream.of(fields), Stream.of("_csrf", token.val()))
                        .toArray(String[]::new);
        return postAsIs(path, all);
    }

    /** Posts these fields and nothing else. */
    public HttpResponse<String> postAsIs(String path, String... fields) {
        String body = IntStream.range(0, fields.length / 2)
                .mapToObj(i -> encoded(fields[2 * i]) + "=" + encoded(fields[2 * i + 1]))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .POST(BodyPublishers.ofString(body))
                .setHeader("Referer", url + from)
                .setHeader("Content-Type", "application/x-www-form-urlencoded"));
    }

    /**
     * Uploads a file by a form of the page that was opened last.
     *
     * @param fields names and values in turn
     */
    public HttpResponse<String> upload(String path, String fileName, byte[] bytes, String... fields) {
        Element token = Jsoup.parse(get(from).body()).selectFirst("input[name=_csrf]");
        String boundary = "----ofatest";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            part(body, boundary, "name=\"%s\"".formatted(fields[i]), fields[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        if (token != null) {
            part(body, boundary, "name=\"_csrf\"", token.val().getBytes(StandardCharsets.UTF_8));
        }
        part(body, boundary, "name=\"file\"; filename=\"%s\"".formatted(fileName), bytes);
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary));
    }

    private static void part(ByteArrayOutputStream body, String boundary, String disposition, byte[] bytes) {
        body.writeBytes("--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
                .formatted(boundary, disposition)
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Posts, and opens the page that the answer leads to: what a browser shows then. */
    public Document submit(String path, String... fields) {
        HttpResponse<String> answer = post(path, fields);
        if (answer.statusCode() != 302) {
            throw new AssertionError(path + " is answered " + answer.statusCode() + ": " + answer.body());
        }
        return page(where(answer));
    }

    /** The path that an answer leads to. */
    public String where(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.startsWith(url) ? location.substring(url.length()) : location;
    }

    /** What the session's cookie says; empty without one. */
    public String session() {
        return cookie("scrabbl-console");
    }

    /** What a cookie says; empty without one. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Sends this session's cookie from now on. */
    public void useSession(String value) {
        useCookie("scrabbl-console", value);
    }

    /** Sends this cookie to the console from now on. */
    public void useCookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/console");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(url), cookie);
    }

    /** The headers of all cookies that an answer sets. */
    public static List<String> cookiesOf(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).setHeader("Accept", "text/html,*/*;q=0.8");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
