package org.odradek.core.entry;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;

import java.util.ArrayList;
import java.util.List;

/// An entry's clear header, all that a server reads of it. Its encoding is what the device's hash chain runs over.
///
/// @param suite         the one set of algorithms that this envelope uses; see [Sealing]
/// @param keyGeneration which of the account's content keys sealed the parts, from 1
/// @param account       whose entry it is
/// @param id            device and seq
/// @param previousHash  hash of the device's previous header, 32 bytes; zeros before the first
/// @param causal        size and digest of the sealed causal part
/// @param parts         size and digest of each sealed part, one an item
public record Header(
        int suite,
        int keyGeneration,
        AccountId account,
        EntryId id,
        byte[] previousHash,
        SealedDigest causal,
        List<SealedDigest> parts) {
    private static final int ELEMENTS = 8;

    /// The format's version; a reader refuses a higher one as "newer", never as damaged.
    public static final int FORMAT = 1;

    public Header {
        if (previousHash.length != Sealing.HASH_BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + previousHash.length);
        }
        parts = List.copyOf(parts);
    }

    /// The hash that the device's next entry names.
    public byte[] hash() {
        return Digests.sha256("odradek entry v1", encode());
    }

    /// What every sealed part of this entry is bound to: all that is known before sealing.
    byte[] binding() {
        return new CborWriter()
                .array(7)
                .integer(FORMAT)
                .integer(suite)
                .integer(keyGeneration)
                .bytes(account.bytes())
                .bytes(id.device().bytes())
                .integer(id.seq())
                .bytes(previousHash)
                .toByteArray();
    }

    public byte[] encode() {
        var out = new CborWriter().array(ELEMENTS + 1);
        out.integer(FORMAT).integer(suite).integer(keyGeneration);
        out.bytes(account.bytes()).bytes(id.device().bytes()).integer(id.seq()).bytes(previousHash);
        causal.write(out);
        out.array(parts.size());
        parts.forEach(part -> part.write(out));
        return out.toByteArray();
    }

    public static Header decode(byte[] encoded) {
        var in = new CborReader(encoded);
        int elements = in.array();
        long format = in.integer();
        if (format != FORMAT || elements != ELEMENTS + 1) {
            throw new NewerFormatException("an entry of format " + format);
        }
        try {
            int suite = Math.toIntExact(in.integer());
            int keyGeneration = Math.toIntExact(in.integer());
            var account = AccountId.of(in.bytes());
            var id = new EntryId(DeviceId.of(in.bytes()), in.integer());
            var previousHash = in.bytes();
            var causal = SealedDigest.read(in);
            var parts = new ArrayList<SealedDigest>();
            for (int left = in.array(); left > 0; left--) {
                parts.add(SealedDigest.read(in));
            }
            if (!in.isAtEnd()) {
                throw new MalformedCborException("bytes after a header");
            }
            return new Header(suite, keyGeneration, account, id, previousHash, causal, parts);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedCborException("a header that no version writes: " + e.getMessage());
        }
    }
}
