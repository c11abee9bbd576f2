package org.odradek.sync.protocol.wire;

import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.Signatures;

import java.security.PrivateKey;
import java.util.Objects;

/// A device proves itself by its signature over the challenge. `POST /v1/session`
public record SessionQuery(AccountId account, DeviceId device, Bytes challenge, Bytes signature) {
    public SessionQuery {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(device, "device");
        challenge.atMost(Challenge.BYTES_MAX, "a challenge");
        signature.ofSize(Signatures.SIGNATURE_BYTES, "a signature");
    }

    public static SessionQuery signed(
            AccountId account, DeviceId device, Bytes challenge, PrivateKey deviceKey) {
        var signature =
                Signatures.sign(deviceKey, Purpose.SESSION, body(account, device, challenge));
        return new SessionQuery(account, device, challenge, signature);
    }

    /// Whether the device with this Ed25519 key, 32 raw bytes, signed it.
    public boolean isSignedBy(Bytes deviceSign) {
        return Signatures.verifies(
                deviceSign, Purpose.SESSION, body(account, device, challenge), signature);
    }

    private static byte[] body(AccountId account, DeviceId device, Bytes challenge) {
        return new CborWriter()
                .array(3)
                .bytes(account.bytes())
                .bytes(device.bytes())
                .bytes(challenge.array())
                .toByteArray();
    }
}
