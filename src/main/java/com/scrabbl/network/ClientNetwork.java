package com.scrabbl.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The network that a request came from: of IPv4 the first 24 bits of the address, of IPv6 the first 56.
 *
 * @param site of IPv6 the first 48 bits, which one customer may have to himself; null of anything else
 */
public record ClientNetwork(String text, @Nullable String site) {

    private static final Pattern LITERAL = Pattern.compile("(?:[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(%.*)?");
    private static final int IPV4_OCTETS = 3;
    private static final int IPV6_OCTETS = 7;
    private static final int SITE_OCTETS = 6;

    /** @param address as the server knows the client, a literal address; anything else is a network of its own kind */
    public static ClientNetwork of(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return new ClientNetwork("unknown", null);
        }
        try {
            byte[] octets = InetAddress.getByName(address.replaceAll("%.*", "")).getAddress();
            return octets.length == 4
                    ? new ClientNetwork(network(octets, IPV4_OCTETS), null)
                    : new ClientNetwork(network(octets, IPV6_OCTETS), network(octets, SITE_OCTETS));
        } catch (UnknownHostException e) {
            return new ClientNetwork("unknown", null);
        }
    }

    /** Whether it is a literal address of this machine alone. */
    public static boolean isLoopback(String address) {
        String literal = address.replaceAll("^\\[|]$", "");
        try {
            return LITERAL.matcher(literal).matches()
                    && InetAddress.getByName(literal).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String network(byte[] octets, int kept) throws UnknownHostException {
        byte[] network = Arrays.copyOf(Arrays.copyOf(octets, kept), octets.length);
        return InetAddress.getByAddress(network).getHostAddress() + "/" + kept * 8;
    }
}
