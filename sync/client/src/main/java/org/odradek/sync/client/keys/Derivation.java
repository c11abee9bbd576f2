package org.odradek.sync.client.keys;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.KdfParameters;

/// How a password becomes keys: by [Passwords], or by somebody who remembers what came of that.
@FunctionalInterface
public interface Derivation {
    /// The keys of a password under this salt, as [Passwords#keys] answers them.
    EntryKeys keys(String password, Bytes salt, KdfParameters kdf);
}
