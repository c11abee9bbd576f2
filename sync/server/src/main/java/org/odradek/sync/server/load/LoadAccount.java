package org.odradek.sync.server.load;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.control.Author;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.RootKeys;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.KdfParameters;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.UserName;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// An account made up for the load, with its devices: true keys and signatures, and random bytes wherever only devices could read.
record LoadAccount(SignUp signUp, List<LoadDevice> devices) {
    private static final int SEALED_KEY_BYTES = 92;
    private static final int SEALED_NAME_BYTES = 64;
    private static final int WRAPPED_ROOT_BYTES = 140;

    /// Makes the account; to be signed up.
    static LoadAccount of(String user, int devices, long nowMs, RandomGenerator random) {
        var rootSign = pair();
        var root = new RootKeys(Signatures.raw(rootSign.getPublic()), bytes(32, random));
        var control = new ControlRecords(root, rootSign, nowMs);
        control.add(new ControlChange.Founded(root, bytes(SEALED_KEY_BYTES, random)));
        var made = new ArrayList<LoadDevice>();
        for (int i = 0; i < devices; i++) {
            var device = new LoadDevice(root.account(), device(nowMs, random), pair());
            control.add(
                    new ControlChange.DeviceEnrolled(
                            device.id(),
                            Signatures.raw(device.sign().getPublic()),
                            bytes(32, random),
                            bytes(SEALED_NAME_BYTES, random),
                            1,
                            bytes(SEALED_KEY_BYTES, random)));
            made.add(device);
        }
        var credentials =
                new Credentials(
                                root.account(),
                                1,
                                new UserName(user),
                                bytes(Credentials.SALT_BYTES, random),
                                KdfParameters.FLOOR,
                                Credentials.verifier(bytes(Credentials.AUTH_KEY_BYTES, random)),
                                bytes(WRAPPED_ROOT_BYTES, random),
                                Credentials.verifier(bytes(Credentials.AUTH_KEY_BYTES, random)),
                                bytes(WRAPPED_ROOT_BYTES, random),
                                Credentials.unsigned())
                        .signedBy(rootSign.getPrivate());
        return new LoadAccount(new SignUp(credentials, control.encoded), made);
    }

    /// The control log in the making.
    private static final class ControlRecords {
        private final RootKeys root;
        private final KeyPair rootSign;
        private final long nowMs;
        private final List<Bytes> encoded = new ArrayList<>();
        private Bytes lastHash = ControlRecord.NO_HASH;

        ControlRecords(RootKeys root, KeyPair rootSign, long nowMs) {
            this.root = root;
            this.rootSign = rootSign;
            this.nowMs = nowMs;
        }

        void add(ControlChange change) {
            var record =
                    ControlRecord.signed(
                            root.account(),
                            encoded.size() + 1L,
                            lastHash,
                            new Author.Root(),
                            nowMs,
                            change,
                            rootSign.getPrivate());
            lastHash = record.hash();
            encoded.add(record.encode());
        }
    }

    private static DeviceId device(long nowMs, RandomGenerator random) {
        long high = nowMs << 16 | 0x7000L | random.nextInt(1 << 12);
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new DeviceId(new UUID(high, low));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }

    private static Bytes bytes(int count, RandomGenerator random) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return new Bytes(bytes);
    }
}
