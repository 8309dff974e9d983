package com.scrabbl.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The network that a request came from: of IPv4 the first 24 bits of the address, of IPv6 the first 56. */
public record ClientNetwork(String text) {

    private static final int IPV4_OCTETS = 3;
    private static final int IPV6_OCTETS = 7;

    /** @param address as the server knows the client, a literal address; anything else is a network of its own kind */
    public static ClientNetwork of(String address) {
        if (!address.matches("[0-9a-fA-F:.]+(%.*)?")) {
            return new ClientNetwork("unknown");
        }
        try {
            byte[] octets = InetAddress.getByName(address.replaceAll("%.*", "")).getAddress();
            int kept = octets.length == 4 ? IPV4_OCTETS : IPV6_OCTETS;
            Arrays.fill(octets, kept, octets.length, (byte) 0);
            return new ClientNetwork(InetAddress.getByAddress(octets).getHostAddress() + "/" + kept * 8);
        } catch (UnknownHostException e) {
            return new ClientNetwork("unknown");
        }
    }
}
