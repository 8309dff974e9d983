package com.scrabbl.article.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Fetches a URL within the limits of {@link ArticlesProperties}. Safe for use by several threads. */
@Component
public class WebFetch {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PERMANENT = Set.of(301, 308);
    private static final int NOT_MODIFIED = 304;

    private final ArticlesProperties limits;
    private final ConfinedPlaces places;
    private final Supplier<HttpClient> client;

    WebFetch(ArticlesProperties limits, ConfinedPlaces places) {
        this.limits = limits;
        this.places = places;
        // Certificates are read with the first one, which a start and most commands have no use for.
        this.client = SingletonSupplier.of(() -> HttpClient.newBuilder()
                .connectTimeout(limits.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build());
    }

    /**
     * The content behind a URL, unless it has not changed since {@code known}.
     *
     * @param trusted whether the server may lie in a private network
     * @param confined whether only on a host of {@code scrabbl.articles.private-hosts}, redirects included
     * @throws FetchException for whatever kept it from being fetched
     */
    public Fetched fetch(String url, boolean trusted, boolean confined, Validators known) {
        String place = WebAddress.shown(url);
        long deadline = System.nanoTime() + limits.timeout().toNanos();
        try {
            return follow(place, url, trusted, confined, known, deadline);
        } catch (IOException e) {
            throw new FetchException(place, inWords(e));
        }
    }

    private Fetched follow(String place, String url, boolean trusted, boolean confined, Validators known, long deadline)
            throws IOException {
        URI location = WebAddress.parse(place, url);
        String movedTo = null;
        boolean forGood = true;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            requireAllowed(place, location, trusted, confined);
            HttpResponse<byte[]> response = send(location, known, deadline);
            if (response.statusCode() == NOT_MODIFIED) {
                return new Fetched(null, Freshness.of(response.headers()));
            }
            if (!REDIRECTS.contains(response.statusCode())) {
                return new Fetched(content(place, location, response, movedTo), Freshness.of(response.headers()));
            }
            location = target(place, location, response);
            forGood &= PERMANENT.contains(response.statusCode());
            movedTo = forGood ? location.toString() : movedTo;
        }
        throw new FetchException(place, "it redirects more than " + MOST_REDIRECTS + " times");
    }

    /**
     * The client looks the name up once more when it connects; the JVM's own cache of lookups (30 s by default, longer
     * than this takes) makes that the same answer, so a name cannot change its address in between.
     */
    private void requireAllowed(String place, URI location, boolean trusted, boolean confined)
            throws UnknownHostException {
        boolean anywhere = trusted && (!confined || places.isPrivateHost(location.getHost()));
        for (InetAddress address : InetAddress.getAllByName(location.getHost())) {
            if (!anywhere && !PublicAddress.is(address)) {
                throw new FetchException(
                        place,
                        ("%s lies in a private network (%s). If that is yours, declare the source trusted in its"
                                        + " newsletter's settings; from the console this takes the host in"
                                        + " scrabbl.articles.private-hosts")
                                .formatted(location.getHost(), address.getHostAddress()));
            }
        }
    }

    private HttpResponse<byte[]> send(URI location, Validators known, long deadline) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(location)
                .header(
                        "Accept",
                        "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.5")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "Scrabbl");
        known.addTo(request);
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.get().sendAsync(request.build(), response -> new CappedBody(limits.maxBytes()));
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no complete answer came within " + seconds(limits.timeout()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the fetch was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            // Ends the exchange, so that a server that goes on dripping bytes holds nothing.
            answer.cancel(true);
        }
    }

    private Content content(String place, URI location, HttpResponse<byte[]> response, @Nullable String movedTo)
            throws IOException {
        int status = response.statusCode();
        if (status != 200) {
            HttpStatus known = HttpStatus.resolve(status);
            throw new FetchException(
                    place,
                    "the server answered " + status + (known == null ? "" : " " + known.getReasonPhrase()),
                    response.headers()
                            .firstValue("Retry-After")
                            .map(RetryAfter::parse)
                            .orElse(null));
        }
        return new Content(
                place,
                location,
                response.headers().firstValue("Content-Type").orElse(null),
                ContentCoding.decoded(place, response, limits.maxBytes()),
                Validators.of(response),
                movedTo);
    }

    private static URI target(String place, URI location, HttpResponse<?> response) {
        String target = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new FetchException(place, "it redirects without saying where to"));
        return WebAddress.parse(place, WebAddress.resolve(location, target));
    }

    private String inWords(IOException cause) {
        if (cause instanceof CappedBody.TooLargeException || cause.getCause() instanceof CappedBody.TooLargeException) {
            return "it is larger than " + limits.maxSizeInWords();
        } else if (cause instanceof UnknownHostException) {
            return "there is no host of that name";
        } else if (cause instanceof HttpConnectTimeoutException) {
            return "no connection within " + seconds(limits.connectTimeout());
        } else if (cause instanceof ConnectException) {
            return "the connection was refused";
        } else if (cause instanceof SSLException) {
            return "TLS failed (" + cause.getMessage() + ")";
        }
        return told(cause.getMessage());
    }

    private static String told(@Nullable String message) {
        return message == null ? "the connection broke" : message;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
