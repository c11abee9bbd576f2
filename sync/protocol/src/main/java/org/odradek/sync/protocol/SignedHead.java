package org.odradek.sync.protocol;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;

import java.security.PrivateKey;
import java.util.Objects;

/// A device's word for its log up to an entry: made once per push, and covering all before it through the hash chain.
///
/// @param hash the hash of that entry's header, 32 bytes
public record SignedHead(
        AccountId account, DeviceId device, long seq, Bytes hash, Bytes signature) {
    public SignedHead {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(device, "device");
        if (seq < 1) {
            throw new IllegalArgumentException("a head at seq " + seq);
        }
        hash.ofSize(32, "a chain hash");
        signature.ofSize(Signatures.SIGNATURE_BYTES, "a signature");
    }

    public static SignedHead signed(
            AccountId account, EntryId entry, Bytes hash, PrivateKey deviceKey) {
        var body = body(account, entry.device(), entry.seq(), hash);
        var signature = Signatures.sign(deviceKey, Purpose.SIGNED_HEAD, body);
        return new SignedHead(account, entry.device(), entry.seq(), hash, signature);
    }

    /// Whether the device with this Ed25519 key, 32 raw bytes, signed it.
    public boolean isSignedBy(Bytes deviceSign) {
        return Signatures.verifies(
                deviceSign, Purpose.SIGNED_HEAD, body(account, device, seq, hash), signature);
    }

    public EntryId entry() {
        return new EntryId(device, seq);
    }

    /// The deterministic form in which it is kept and hashed.
    public Bytes encode() {
        return new Bytes(
                new CborWriter()
                        .array(2)
                        .bytes(body(account, device, seq, hash))
                        .bytes(signature.array())
                        .toByteArray());
    }

    /// Throws [MalformedCborException] for what no version writes.
    public static SignedHead decode(Bytes encoded) {
        try {
            var envelope = new CborReader(encoded.array());
            int elements = envelope.array();
            var in = new CborReader(envelope.bytes());
            var signature = new Bytes(envelope.bytes());
            if (elements != 2 || in.array() != 4 || !envelope.isAtEnd()) {
                throw new MalformedCborException("not a signed head");
            }
            return new SignedHead(
                    AccountId.of(in.bytes()),
                    DeviceId.of(in.bytes()),
                    in.integer(),
                    new Bytes(in.bytes()),
                    signature);
        } catch (IllegalArgumentException e) {
            throw new MalformedCborException(
                    "a signed head that no version writes: " + e.getMessage());
        }
    }

    private static byte[] body(AccountId account, DeviceId device, long seq, Bytes hash) {
        return new CborWriter()
                .array(4)
                .bytes(account.bytes())
                .bytes(device.bytes())
                .integer(seq)
                .bytes(hash.array())
                .toByteArray();
    }
}
