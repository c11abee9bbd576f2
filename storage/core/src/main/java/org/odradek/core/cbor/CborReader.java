package org.odradek.core.cbor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [CborWriter] writes, and nothing else: a longer integer form, an indefinite length, a float or a tag is
/// [MalformedCborException], so that one meaning has one encoding. Every length is checked against the bytes that are there before
/// anything is allocated. Not thread-safe.
public final class CborReader {
    private static final int DEPTH_MAX = 32;

    private final byte[] in;
    private int at;

    public CborReader(byte[] encoded) {
        this.in = encoded;
    }

    public long integer() {
        int majorType = peekMajorType();
        long argument = head(majorType == 1 ? 1 : 0);
        if (argument < 0) {
            throw malformed("an integer beyond 63 bits");
        }
        return majorType == 1 ? -1 - argument : argument;
    }

    public byte[] bytes() {
        int size = length(2);
        var value = Arrays.copyOfRange(in, at, at + size);
        at += size;
        return value;
    }

    public String text() {
        int size = length(3);
        try {
            var value =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(in, at, size))
                            .toString();
            at += size;
            return value;
        } catch (CharacterCodingException e) {
            throw malformed("text that is not UTF-8");
        }
    }

    /// Reads an array's head and answers its number of elements.
    public int array() {
        return count(4);
    }

    /// Reads a map's head and answers its number of pairs.
    public int map() {
        return count(5);
    }

    public boolean flag() {
        int value = next();
        return switch (value) {
            case 0xf5 -> true;
            case 0xf4 -> false;
            default -> throw malformed("no flag: " + value);
        };
    }

    /// Takes the null value if it is next; answers whether it was.
    public boolean none() {
        if (at < in.length && (in[at] & 0xff) == 0xf6) {
            at++;
            return true;
        }
        return false;
    }

    /// Takes the next value whole, without understanding it.
    public byte[] encoded() {
        int start = at;
        skip(0);
        return Arrays.copyOfRange(in, start, at);
    }

    /// Whether every byte was read.
    public boolean isAtEnd() {
        return at == in.length;
    }

    /// The number of bytes read so far.
    public int position() {
        return at;
    }

    /// The major type of the next value (RFC 8949, section 3.1), without taking it.
    public int peekMajorType() {
        if (at >= in.length) {
            throw malformed("it ends early");
        }
        return (in[at] & 0xff) >>> 5;
    }

    private void skip(int depth) {
        if (depth > DEPTH_MAX) {
            throw malformed("nesting deeper than " + DEPTH_MAX);
        }
        switch (peekMajorType()) {
            case 0, 1 -> integer();
            case 2 -> bytes();
            case 3 -> text();
            case 4 -> {
                for (int left = array(); left > 0; left--) {
                    skip(depth + 1);
                }
            }
            case 5 -> {
                for (int left = map(); left > 0; left--) {
                    skip(depth + 1);
                    skip(depth + 1);
                }
            }
            default -> {
                if (!none()) {
                    flag();
                }
            }
        }
    }

    private int count(int majorType) {
        long count = head(majorType);
        if (count < 0 || count > in.length - at) {
            throw malformed("a count of " + count + " with " + (in.length - at) + " bytes left");
        }
        return (int) count;
    }

    private int length(int majorType) {
        return count(majorType);
    }

    private long head(int majorType) {
        int initial = next();
        if (initial >>> 5 != majorType) {
            throw malformed("major type " + (initial >>> 5) + " where " + majorType + " is due");
        }
        int information = initial & 0x1f;
        return switch (information) {
            case 24 -> longer(1, 24);
            case 25 -> longer(2, 1L << 8);
            case 26 -> longer(4, 1L << 16);
            case 27 -> longer(8, 1L << 32);
            case 28, 29, 30, 31 -> throw malformed("length form " + information);
            default -> information;
        };
    }

    private long longer(int sizeBytes, long least) {
        long value = 0;
        for (int i = 0; i < sizeBytes; i++) {
            value = value << 8 | next();
        }
        if (Long.compareUnsigned(value, least) < 0) {
            throw malformed("a number in a longer form than it needs");
        }
        return value;
    }

    private int next() {
        if (at >= in.length) {
            throw malformed("it ends early");
        }
        return in[at++] & 0xff;
    }

    private MalformedCborException malformed(String what) {
        return new MalformedCborException("malformed CBOR at byte " + at + ": " + what);
    }
}
