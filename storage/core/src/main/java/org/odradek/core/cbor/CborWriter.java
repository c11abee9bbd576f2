package org.odradek.core.cbor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the deterministic subset of CBOR (RFC 8949, section 4.2.1) that entries use: shortest integers, definite lengths, no
/// floating point, no tags. The caller writes map keys in ascending order. Not thread-safe.
public final class CborWriter {
    private byte[] out = new byte[128];
    private int size;

    public CborWriter integer(long value) {
        if (value >= 0) {
            head(0, value);
        } else {
            head(1, -1 - value);
        }
        return this;
    }

    public CborWriter bytes(byte[] value) {
        head(2, value.length);
        write(value);
        return this;
    }

    /// Writes a text string; an unpaired surrogate is refused, since it has no UTF-8 form and would be replaced silently.
    public CborWriter text(String value) {
        var encoded = value.getBytes(StandardCharsets.UTF_8);
        if (encoded.length < value.length() || hasUnpairedSurrogate(value)) {
            throw new IllegalArgumentException(
                    "text of length " + value.length() + " holds an unpaired surrogate");
        }
        head(3, encoded.length);
        write(encoded);
        return this;
    }

    public CborWriter array(int size) {
        head(4, size);
        return this;
    }

    public CborWriter map(int size) {
        head(5, size);
        return this;
    }

    public CborWriter flag(boolean value) {
        write(value ? 0xf5 : 0xf4);
        return this;
    }

    public CborWriter none() {
        write(0xf6);
        return this;
    }

    /// Appends one value that is already encoded, such as an action of a newer version, byte for byte.
    public CborWriter encoded(byte[] value) {
        write(value);
        return this;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(out, size);
    }

    private void write(int octet) {
        room(1);
        out[size++] = (byte) octet;
    }

    private void write(byte[] octets) {
        room(octets.length);
        System.arraycopy(octets, 0, out, size, octets.length);
        size += octets.length;
    }

    private void room(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.addExact(size, more + size));
        }
    }

    private static boolean hasUnpairedSurrogate(String value) {
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (Character.isHighSurrogate(unit)) {
                i++;
                if (i == value.length() || !Character.isLowSurrogate(value.charAt(i))) {
                    return true;
                }
            } else if (Character.isLowSurrogate(unit)) {
                return true;
            }
        }
        return false;
    }

    private void head(int majorType, long argument) {
        int high = majorType << 5;
        if (argument < 24) {
            write(high | (int) argument);
        } else if (argument < 1L << 8) {
            write(high | 24);
            write((int) argument);
        } else if (argument < 1L << 16) {
            write(high | 25);
            bigEndian(argument, 2);
        } else if (argument < 1L << 32) {
            write(high | 26);
            bigEndian(argument, 4);
        } else {
            write(high | 27);
            bigEndian(argument, 8);
        }
    }

    private void bigEndian(long value, int sizeBytes) {
        for (int shift = (sizeBytes - 1) * 8; shift >= 0; shift -= 8) {
            write((int) (value >>> shift));
        }
    }
}
