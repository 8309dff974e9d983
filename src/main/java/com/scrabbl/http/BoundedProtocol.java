package com.scrabbl.http;

import com.scrabbl.network.ClientNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP, with two bounds that it lacks: the head of a request has a time to come in, whether or not a byte of it
 * comes now and then, and no network has more than its share of the connections. Tomcat makes it by its name.
 */
public final class BoundedProtocol extends Http11NioProtocol {

    private final Door door;
    private @Nullable Duration longestHead;
    private @Nullable ScheduledFuture<?> watch;

    public BoundedProtocol() {
        this(new Door());
    }

    private BoundedProtocol(Door door) {
        super(door);
        this.door = door;
    }

    /**
     * Sets the bounds; before the start.
     *
     * @param longestHead from the first byte of a request to the end of its head
     * @param perNetwork how many connections of one network may be open; 0: any number
     */
    void bound(Duration longestHead, int perNetwork) {
        this.longestHead = longestHead;
        door.perNetwork = perNetwork;
    }

    @Override
    public void start() throws Exception {
        super.start();
        Duration longest = longestHead;
        if (longest != null) {
            watch = getUtilityExecutor().scheduleWithFixedDelay(() -> door.look(longest), 1, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    /** Where connections come in. */
    private static final class Door extends NioEndpoint {

        private final Map<String, Set<SocketChannel>> open = new ConcurrentHashMap<>();
        private volatile int perNetwork;

        /** What is beyond the share is closed at once, without a word: an answer would cost more than the connection. */
        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            if (mayEnter(socket)) {
                return super.setSocketOptions(socket);
            }
            destroySocket(socket);
            return false;
        }

        private boolean mayEnter(SocketChannel socket) {
            if (perNetwork == 0) {
                return true;
            }
            boolean[] enters = {false};
            open.compute(network(socket), (network, before) -> {
                Set<SocketChannel> others = before == null ? ConcurrentHashMap.newKeySet() : before;
                if (others.size() >= perNetwork) {
                    others.removeIf(other -> !other.isOpen());
                }
                enters[0] = others.size() < perNetwork && others.add(socket);
                return others;
            });
            return enters[0];
        }

        private static String network(SocketChannel socket) {
            try {
                SocketAddress peer = socket.getRemoteAddress();
                return peer instanceof InetSocketAddress address && address.getAddress() != null
                        ? ClientNetwork.of(address.getAddress().getHostAddress())
                                .text()
                        : "unknown";
            } catch (IOException e) {
                return "unknown";
            }
        }

        private void look(Duration longestHead) {
            for (String network : open.keySet()) {
                open.computeIfPresent(network, (same, sockets) -> {
                    sockets.removeIf(socket -> !socket.isOpen());
                    return sockets.isEmpty() ? null : sockets;
                });
            }
            for (SocketWrapperBase<NioChannel> connection : getConnections()) {
                // A connection has a processor when it waits for more of a request; threads take it out of there.
                if (connection.getCurrentProcessor() instanceof AbstractProcessor half
                        && !half.isAsync()
                        && isOver(half.getRequest().getStartTimeNanos(), longestHead)) {
                    processSocket(connection, SocketEvent.ERROR, true);
                }
            }
        }

        private static boolean isOver(long begun, Duration longest) {
            return begun > 0 && System.nanoTime() - begun > longest.toNanos();
        }
    }
}
