package org.odradek.sync.server.load;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.Header;
import org.odradek.core.entry.SealedDigest;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.wire.Push;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A device made up for the load. What it seals is random bytes under a true header, chain and signature: to a server that reads
/// nothing it is an entry like any other. Used by one thread at a time.
final class LoadDevice {
    private static final int SUITE = 1;
    private static final int CAUSAL_BYTES = 156;

    private final AccountId account;
    private final DeviceId id;
    private final KeyPair sign;
    private long seq;
    private byte[] lastHash = new byte[32];

    LoadDevice(AccountId account, DeviceId id, KeyPair sign) {
        this.account = account;
        this.id = id;
        this.sign = sign;
    }

    AccountId account() {
        return account;
    }

    DeviceId id() {
        return id;
    }

    KeyPair sign() {
        return sign;
    }

    /// How many entries it has written.
    long written() {
        return seq;
    }

    /// The next entries, each with one part of so many bytes, and the device's word for them.
    Push write(int entries, int partBytes, RandomGenerator random) {
        var sealed = new ArrayList<Bytes>();
        for (int i = 0; i < entries; i++) {
            var causal = bytes(CAUSAL_BYTES, random);
            var part = bytes(partBytes, random);
            var header =
                    new Header(
                            SUITE,
                            1,
                            account,
                            new EntryId(id, ++seq),
                            lastHash,
                            SealedDigest.of(causal),
                            List.of(SealedDigest.of(part)));
            lastHash = header.hash();
            sealed.add(new Bytes(new SealedEntry(header, causal, List.of(part)).encode()));
        }
        var head =
                SignedHead.signed(
                        account, new EntryId(id, seq), new Bytes(lastHash), sign.getPrivate());
        return new Push(sealed, List.of(head), null);
    }

    private static byte[] bytes(int count, RandomGenerator random) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
