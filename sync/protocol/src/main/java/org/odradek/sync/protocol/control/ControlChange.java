package org.odradek.sync.protocol.control;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.SignedHead;

import java.util.List;

/// What one control record changes. Names are sealed under the account's content key: the server learns none.
public sealed interface ControlChange {
    /// The first record of every log: the root's public keys, and content key 1 sealed to the root's box key.
    record Founded(RootKeys root, Bytes sealedKeyForRoot) implements ControlChange {
        public Founded {
            sealedKeyForRoot.atMost(ControlBounds.SEALED_KEY_BYTES_MAX, "a sealed content key");
        }
    }

    /// A device joins. Signed by the root.
    ///
    /// @param sign              its Ed25519 public key, 32 raw bytes
    /// @param box               its X25519 public key, 32 raw bytes
    /// @param keyGeneration     the newest content key that it is given
    /// @param sealedContentKeys all content keys up to that one, sealed to its box key
    record DeviceEnrolled(
            DeviceId device,
            Bytes sign,
            Bytes box,
            Bytes sealedName,
            int keyGeneration,
            Bytes sealedContentKeys)
            implements ControlChange {
        public DeviceEnrolled {
            sign.ofSize(Signatures.PUBLIC_KEY_BYTES, "a device's signing key");
            box.ofSize(Signatures.PUBLIC_KEY_BYTES, "a device's box key");
            sealedName.atMost(ControlBounds.SEALED_NAME_BYTES_MAX, "a sealed name");
            sealedContentKeys.atMost(ControlBounds.SEALED_KEYS_BYTES_MAX, "sealed content keys");
        }
    }

    record DeviceRenamed(DeviceId device, Bytes sealedName) implements ControlChange {
        public DeviceRenamed {
            sealedName.atMost(ControlBounds.SEALED_NAME_BYTES_MAX, "a sealed name");
        }
    }

    /// A device is shut out after exactly this entry of its log; what it makes later is parked. The content key changes with it.
    ///
    /// @param last   the device's own word for the last entry that counts: nobody else can make one up; null when none counts
    /// @param newKey the next content key, sealed to every device that remains and to the root
    record DeviceRevoked(DeviceId device, @Nullable SignedHead last, ContentKeyChanged newKey)
            implements ControlChange {
        /// The last entry that counts, 0 for none.
        public long lastSeq() {
            return last == null ? 0 : last.seq();
        }

        /// That entry's hash in the device's chain, 32 bytes; zeros for none.
        public Bytes lastHash() {
            return last == null ? ControlRecord.NO_HASH : last.hash();
        }
    }

    /// A revoked device counts up to a later entry than its revocation says: one that had arrived at the author, verified, before that
    /// heard of the revocation. Signed by a device that remains.
    ///
    /// @param last the revoked device's own word for an entry later than what counted before
    record LastEntryMoved(SignedHead last) implements ControlChange {}

    /// From here on entries are sealed under a new content key.
    ///
    /// @param generation one more than the key before
    /// @param sealedKeys the key for every enrolled device that is not revoked, in order of device
    record ContentKeyChanged(int generation, List<SealedKey> sealedKeys, Bytes sealedKeyForRoot)
            implements ControlChange {
        public ContentKeyChanged {
            sealedKeys = List.copyOf(sealedKeys);
            sealedKeyForRoot.atMost(ControlBounds.SEALED_KEY_BYTES_MAX, "a sealed content key");
        }
    }
}
