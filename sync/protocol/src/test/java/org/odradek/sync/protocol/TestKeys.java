package org.odradek.sync.protocol;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.control.RootKeys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;

/// Key pairs and identifiers that are the same in every run: each is made from a number.
public final class TestKeys {
    private TestKeys() {}

    public static KeyPair ed25519(int number) {
        return pair("Ed25519", number);
    }

    public static KeyPair x25519(int number) {
        return pair("X25519", number);
    }

    public static RootKeys root(int number) {
        return new RootKeys(
                Signatures.raw(ed25519(number).getPublic()),
                Signatures.raw(x25519(number).getPublic()));
    }

    public static DeviceId device(int number) {
        return new DeviceId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + number));
    }

    public static Bytes bytes(int sizeBytes, int number) {
        var bytes = new byte[sizeBytes];
        new Random(number).nextBytes(bytes);
        return new Bytes(bytes);
    }

    private static KeyPair pair(String algorithm, int number) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(255, new Numbered(number));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Gives bytes that follow from a number alone.
    private static final class Numbered extends SecureRandom {
        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            var seed = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
            var block = Purpose.LOG_RECORD.sha256(seed).array();
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = block[i % block.length];
            }
        }
    }
}
