package org.odradek.sync.client.keys;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.TamperedException;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.protocol.Bytes;

import java.util.function.IntFunction;

/// The root's private keys, wrapped under a password's or a recovery key's wrapping key and bound to the account.
public final class WrappedRoot {
    private static final String PURPOSE = "odradek wrapped root v1";

    private WrappedRoot() {}

    public static Bytes wrap(
            EntryKeys keys,
            AccountId account,
            ProfileKeys.RootPrivate root,
            IntFunction<byte[]> randomBytes) {
        var plain = new CborWriter().array(2).bytes(root.sign()).bytes(root.box()).toByteArray();
        var nonce = randomBytes.apply(Hkdf.NONCE_BYTES);
        return new Bytes(
                Hkdf.seal(keys.wrapping().array(), nonce, PURPOSE, account.bytes(), plain));
    }

    /// Throws [TamperedException] when the key does not fit.
    public static ProfileKeys.RootPrivate unwrap(EntryKeys keys, AccountId account, Bytes wrapped) {
        var plain = Hkdf.open(keys.wrapping().array(), PURPOSE, account.bytes(), wrapped.array());
        var in = new CborReader(plain);
        in.array();
        return new ProfileKeys.RootPrivate(in.bytes(), in.bytes());
    }
}
