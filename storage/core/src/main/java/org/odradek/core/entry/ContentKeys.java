package org.odradek.core.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The account's content keys, by generation from 1; the newest seals, all open. Immutable.
///
/// Raw, they are a list of 32 bytes each, oldest first. A generation that this device was never given, or whose key did not open here, is
/// a gap between others, as no bytes: the first and the last are always keys.
public final class ContentKeys {
    private static final int KEY_BYTES = 32;
    private static final byte[] GAP = {};

    private final int newest;
    private final Map<Integer, SecretKey> extracted;

    private ContentKeys(int newest, Map<Integer, SecretKey> extracted) {
        this.newest = newest;
        this.extracted = Map.copyOf(extracted);
    }

    /// Takes the raw keys, with their gaps. Throws IllegalArgumentException when the first or the last is none, or one has another size.
    public static ContentKeys of(List<byte[]> rawKeys) {
        if (rawKeys.isEmpty()
                || !isKey(rawKeys.getFirst())
                || !isKey(rawKeys.getLast())
                || rawKeys.stream().anyMatch(key -> !isKey(key) && !isGap(key))) {
            throw new IllegalArgumentException(
                    "content keys have 32 bytes, and there is a first and a last one");
        }
        Map<Integer, SecretKey> extracted = new HashMap<>();
        for (int i = 0; i < rawKeys.size(); i++) {
            var key = rawKeys.get(i);
            if (isKey(key)) {
                var copied = new SecretKeySpec(Arrays.copyOf(key, key.length), "Generic");
                extracted.put(i + 1, Sealing.extract(copied));
            }
        }
        return new ContentKeys(rawKeys.size(), extracted);
    }

    public static boolean isKey(byte[] raw) {
        return raw.length == KEY_BYTES;
    }

    public static boolean isGap(byte[] raw) {
        return raw.length == 0;
    }

    /// What both lists of raw keys know together, without gaps at the end; empty when they have different keys of one generation.
    public static Optional<List<byte[]>> together(List<byte[]> some, List<byte[]> others) {
        List<byte[]> both = new ArrayList<>();
        for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
            var one = i < some.size() ? some.get(i) : GAP;
            var other = i < others.size() ? others.get(i) : GAP;
            if (!isGap(one) && !isGap(other) && !Arrays.equals(one, other)) {
                return Optional.empty();
            }
            both.add(isGap(one) ? other : one);
        }
        while (!both.isEmpty() && isGap(both.getLast())) {
            both.removeLast();
        }
        return Optional.of(both);
    }

    /// Whether `after` has every raw key that `before` has.
    public static boolean goesOn(List<byte[]> before, List<byte[]> after) {
        return together(before, after)
                .filter(both -> count(both) == count(after) && both.size() == after.size())
                .isPresent();
    }

    private static long count(List<byte[]> keys) {
        return keys.stream().filter(key -> !isGap(key)).count();
    }

    public int newestGeneration() {
        return newest;
    }

    /// What the keys of parts are expanded from. Throws [NewerFormatException] for a generation that this device was not given yet.
    SecretKey extracted(int generation) {
        var key = extracted.get(generation);
        if (key == null) {
            throw new NewerFormatException(
                    "content key " + generation + ", of which this device knows " + newest);
        }
        return key;
    }
}
