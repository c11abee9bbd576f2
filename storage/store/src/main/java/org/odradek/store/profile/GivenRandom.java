package org.odradek.store.profile;

import java.security.SecureRandom;
import java.util.function.IntFunction;

/// Hands the profile's own source of random bytes to what asks for the JDK's.
public final class GivenRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient IntFunction<byte[]> randomBytes;

    public GivenRandom(IntFunction<byte[]> randomBytes) {
        this.randomBytes = randomBytes;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        System.arraycopy(randomBytes.apply(bytes.length), 0, bytes, 0, bytes.length);
    }
}
