package com.scrabbl.article.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells addresses of the public Internet from those that lead into a machine or a private network (RFC 6890). */
final class PublicAddress {

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean thisNetwork = first == 0;
        boolean carrierShared = first == 100 && second >= 64 && second <= 127;
        boolean protocols = first == 192 && second == 0 && bytes[2] == 0;
        boolean benchmarks = first == 198 && (second == 18 || second == 19);
        boolean reserved = first >= 240;
        return !thisNetwork && !carrierShared && !protocols && !benchmarks && !reserved;
    }

    private static boolean isPublic6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        if (uniqueLocal) {
            return false;
        }
        // IPv4 addresses travel inside others: 64:ff9b::/96 (NAT64), ::/96 (compatible), 2002::/16 (6to4).
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)
                || startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return is(embedded(bytes, 12));
        }
        return !startsWith(bytes, 0x20, 0x02) || is(embedded(bytes, 2));
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress embedded(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
