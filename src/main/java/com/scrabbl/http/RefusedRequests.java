package com.scrabbl.http;

import com.scrabbl.network.ClientNetwork;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each refused request in one line, and counts it: those that reached no page too. The line names neither a token
 * nor anything else that the request brought, but the beginning of its path. Of each reason there are ten lines a minute at
 * the most; how many more there were, the next one says.
 */
final class RefusedRequests extends ValveBase implements AccessLog {

    private static final Logger log = LoggerFactory.getLogger(RefusedRequests.class);

    private static final int LINES = 10;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final Pattern BEGINNING = Pattern.compile("(/[a-z.]{1,20})(/.*)?");

    private final RefusalMeters meters;
    private final Map<RefusalReason, Lines> lines = new EnumMap<>(RefusalReason.class);

    RefusedRequests(RefusalMeters meters) {
        super(true);
        this.meters = meters;
        for (RefusalReason reason : RefusalReason.values()) {
            lines.put(reason, new Lines());
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        RefusalReason reason = RefusalReason.of(response.getStatus());
        if (reason == null) {
            return;
        }
        meters.count(reason);
        long more = Objects.requireNonNull(lines.get(reason)).next();
        if (more >= 0) {
            log.info(
                    "Refused {} from {} ({}): {}{}.",
                    what(request),
                    ClientNetwork.of(address(request)).text(),
                    response.getStatus(),
                    reason.sentence(),
                    more == 0 ? "" : "; %,d more were refused like this since the last line".formatted(more));
        }
    }

    private static String what(Request request) {
        String method = String.valueOf(request.getMethod());
        String path = String.valueOf(request.getRequestURI());
        Matcher beginning = BEGINNING.matcher(path);
        String where = path.equals("/")
                ? "/"
                : beginning.matches() ? beginning.group(1) + (beginning.group(2) == null ? "" : "/…") : "an address";
        return (METHODS.contains(method) ? method + " of " : "a request of ") + where;
    }

    private static String address(Request request) {
        Object told = request.getAttribute(REMOTE_ADDR_ATTRIBUTE);
        return String.valueOf(told != null ? told : request.getRemoteAddr());
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // The valve of the forwarded headers says who asked, whatever is wished for here.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return true;
    }

    /** Lines of one reason in the current minute. */
    private static final class Lines {

        private long minute;
        private int written;
        private long unwritten;

        /** How many were not written since the last one that was; negative if this one is not to be written. */
        synchronized long next() {
            long now = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
            if (now != minute) {
                minute = now;
                written = 0;
            }
            if (written == LINES) {
                unwritten++;
                return -1;
            }
            written++;
            long more = unwritten;
            unwritten = 0;
            return more;
        }
    }
}
