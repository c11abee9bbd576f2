package org.odradek.sync.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HexFormat;

/// A string of bytes as a value: equal by content, never changed after it was made. Its text shows only the length, so that a key or
/// a token cannot reach a log by accident. The array handed in or out is not copied; whoever has it leaves it as it is.
///
/// It has an order, so that a hash table stays fast whose keys somebody has chosen to have equal hashes.
public record Bytes(@JsonValue byte[] array) implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Bytes {
        if (array == null) {
            throw new IllegalArgumentException("bytes are missing");
        }
    }

    /// Reads lower- or upper-case hexadecimal; throws IllegalArgumentException for anything else.
    public static Bytes ofHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    public String toHex() {
        return HexFormat.of().formatHex(array);
    }

    public int size() {
        return array.length;
    }

    /// Answers itself when it has exactly so many bytes; `what` names it in the exception otherwise.
    public Bytes ofSize(int sizeBytes, String what) {
        if (array.length != sizeBytes) {
            throw new IllegalArgumentException(
                    what + " has " + sizeBytes + " bytes, not " + array.length);
        }
        return this;
    }

    /// Answers itself when it has at least one and at most so many bytes.
    public Bytes atMost(int sizeBytesMax, String what) {
        if (array.length == 0 || array.length > sizeBytesMax) {
            throw new IllegalArgumentException(
                    what + " has 1 to " + sizeBytesMax + " bytes, not " + array.length);
        }
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public String toString() {
        return "Bytes[" + array.length + "]";
    }
}
