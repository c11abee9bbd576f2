package org.odradek.core.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/// Identifies one event in the history of a body: 128 bits of a hash, ordered unsigned.
public record BodyEventId(long high, long low) implements Comparable<BodyEventId> {
    private static final int ID_BYTES = 16;

    /// Reads 16 bytes, most significant first.
    public static BodyEventId of(byte[] bytes) {
        if (bytes.length != ID_BYTES) {
            throw new IllegalArgumentException(
                    "a body event's id has 16 bytes, not " + bytes.length);
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new BodyEventId(buffer.getLong(), buffer.getLong());
    }

    /// The id of what was typed: it comes from the entry (`device` is its 16 bytes, `seq` its number there) and from which of that
    /// entry's body actions it is, counted from 0. Typing is never taken for the same as other typing.
    public static BodyEventId typed(byte[] device, long seq, int action) {
        if (device.length != ID_BYTES || seq < 1 || action < 0) {
            throw new IllegalArgumentException(
                    "no typed event: "
                            + device.length
                            + " bytes of device, seq "
                            + seq
                            + ", action "
                            + action);
        }
        var parts =
                ByteBuffer.allocate(ID_BYTES + Long.BYTES + Integer.BYTES)
                        .put(device)
                        .putLong(seq)
                        .putInt(action)
                        .array();
        var digest = sha256("odradek body event v1 typed");
        digest.update(parts);
        return of(first128Bits(digest));
    }

    /// The id of a whole operation (import, restore, set body, a paste): it comes from what it does, so that the same one made on
    /// two devices is one event, and later events attach to it from either side. `item` is the 16 bytes of the item's id.
    public static BodyEventId whole(
            byte[] item, Collection<BodyEventId> parents, List<Splice> splices) {
        if (item.length != ID_BYTES) {
            throw new IllegalArgumentException("an item's id has 16 bytes, not " + item.length);
        }
        var digest = sha256("odradek body event v1 whole");
        digest.update(item);
        var sorted = new TreeSet<>(parents);
        updateInt(digest, sorted.size());
        sorted.forEach(parent -> digest.update(parent.bytes()));
        updateInt(digest, splices.size());
        for (var splice : splices) {
            updateInt(digest, splice.position());
            updateInt(digest, splice.deletedLength());
            var inserted = splice.inserted().getBytes(StandardCharsets.UTF_8);
            updateInt(digest, inserted.length);
            digest.update(inserted);
        }
        return of(first128Bits(digest));
    }

    /// The 16 bytes, most significant first.
    public byte[] bytes() {
        return ByteBuffer.allocate(ID_BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(BodyEventId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }

    private static MessageDigest sha256(String purpose) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = purpose.getBytes(StandardCharsets.UTF_8);
            updateInt(digest, bytes.length);
            digest.update(bytes);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void updateInt(MessageDigest digest, int value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static byte[] first128Bits(MessageDigest digest) {
        return Arrays.copyOf(digest.digest(), ID_BYTES);
    }
}
