package com.scrabbl.delivery;

/**
 * What has a pace of its own: a provider as one relay reaches it, or the relay as such.
 *
 * @param relay its name
 * @param provider as the {@link ProviderTable} names it; empty for the relay as such
 */
record Bucket(String relay, String provider) {

    static Bucket ofRelay(String relay) {
        return new Bucket(relay, "");
    }

    boolean isRelay() {
        return provider.isEmpty();
    }

    @Override
    public String toString() {
        return isRelay() ? relay : provider + " by " + relay;
    }
}
