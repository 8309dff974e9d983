package com.scrabbl.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A browser without memory: no cookie, no redirect. */
public final class Web {

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String url;

    /** A browser on the site at that address, which has no slash at its end. */
    public Web(String url) {
        this.url = url;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> get(String path, String header, String value) {
        return send(request(path).GET().setHeader(header, value));
    }

    public HttpResponse<String> head(String path) {
        return send("HEAD", path);
    }

    public HttpResponse<String> post(String path, String contentType, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", contentType));
    }

    public HttpResponse<String> post(String path, String contentType, String body, String header, String value) {
        return send(request(path)
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", contentType)
                .header(header, value));
    }

    public HttpResponse<String> send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
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
