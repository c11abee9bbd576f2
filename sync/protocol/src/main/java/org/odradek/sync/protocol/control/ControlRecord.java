package org.odradek.sync.protocol.control;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.Signatures;

import java.security.PrivateKey;

/// One record of the control log: chained to the one before, signed by the root or a device over everything but the signature.
///
/// @param position     from 1, without gaps
/// @param previousHash the hash of the record before, 32 bytes; zeros before the first
/// @param atMs         when the author says it was made, for display
public record ControlRecord(
        AccountId account,
        long position,
        Bytes previousHash,
        Author author,
        long atMs,
        ControlChange change,
        Bytes signature) {
    /// The format's version; a reader does not go past a higher one, since it might revoke somebody.
    public static final int FORMAT = 1;

    /// What stands before the first record.
    public static final Bytes NO_HASH = new Bytes(new byte[32]);

    public ControlRecord {
        if (position < 1) {
            throw new IllegalArgumentException("control records count from 1, not " + position);
        }
        previousHash.ofSize(32, "a control record's hash");
        signature.ofSize(Signatures.SIGNATURE_BYTES, "a signature");
    }

    /// Makes and signs a record.
    public static ControlRecord signed(
            AccountId account,
            long position,
            Bytes previousHash,
            Author author,
            long atMs,
            ControlChange change,
            PrivateKey key) {
        var body = body(account, position, previousHash, author, atMs, change);
        var signature = Signatures.sign(key, Purpose.CONTROL_RECORD, body);
        return new ControlRecord(account, position, previousHash, author, atMs, change, signature);
    }

    /// Whether the holder of this key, 32 raw bytes, signed it.
    public boolean isSignedBy(Bytes rawPublicKey) {
        return Signatures.verifies(rawPublicKey, Purpose.CONTROL_RECORD, body(), signature);
    }

    /// What the next record names.
    public Bytes hash() {
        return Purpose.CONTROL_RECORD.sha256(encode().array());
    }

    public Bytes encode() {
        return new Bytes(
                new CborWriter().array(2).bytes(body()).bytes(signature.array()).toByteArray());
    }

    /// Throws [MalformedCborException] for what no version writes, [NewerFormatException] for a newer format or an unknown change.
    public static ControlRecord decode(Bytes encoded) {
        if (encoded.size() > ControlBounds.RECORD_BYTES_MAX) {
            throw new MalformedCborException("a control record of " + encoded.size() + " bytes");
        }
        try {
            var envelope = new CborReader(encoded.array());
            expect(envelope.array() == 2, "a control record is a body and a signature");
            var in = new CborReader(envelope.bytes());
            var signature = new Bytes(envelope.bytes());
            expect(envelope.isAtEnd(), "bytes after a control record");
            int elements = in.array();
            long format = in.integer();
            if (format != FORMAT || elements != 7) {
                throw new NewerFormatException("a control record of format " + format);
            }
            var account = AccountId.of(in.bytes());
            long position = in.integer();
            var previousHash = new Bytes(in.bytes());
            var author = in.none() ? new Author.Root() : new Author.Device(DeviceId.of(in.bytes()));
            long atMs = in.integer();
            var change = ControlChangeCodec.read(in);
            expect(in.isAtEnd(), "bytes after a control record's body");
            return new ControlRecord(
                    account, position, previousHash, author, atMs, change, signature);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedCborException(
                    "a control record that no version writes: " + e.getMessage());
        }
    }

    private byte[] body() {
        return body(account, position, previousHash, author, atMs, change);
    }

    private static byte[] body(
            AccountId account,
            long position,
            Bytes previousHash,
            Author author,
            long atMs,
            ControlChange change) {
        var out = new CborWriter().array(7).integer(FORMAT).bytes(account.bytes());
        out.integer(position).bytes(previousHash.array());
        switch (author) {
            case Author.Root() -> out.none();
            case Author.Device(var device) -> out.bytes(device.bytes());
        }
        out.integer(atMs);
        ControlChangeCodec.write(out, change);
        return out.toByteArray();
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedCborException(otherwise);
        }
    }
}
