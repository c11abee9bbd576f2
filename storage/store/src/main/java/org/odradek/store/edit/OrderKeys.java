package org.odradek.store.edit;

import java.util.ArrayList;
import java.util.List;

/// Fractional keys for the manual order: between any two there is room for another (Figma's fractional indexing). Keys are digits in
/// base 62 after an unwritten point, compared as text; none ends in the lowest digit, so that there is always room below.
public final class OrderKeys {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private OrderKeys() {}

    /// A key after `before` and ahead of `after`; an empty one stands for the end on that side.
    public static String between(String before, String after) {
        if (!after.isEmpty() && before.compareTo(after) >= 0) {
            throw new IllegalArgumentException("no key lies between " + before + " and " + after);
        }
        var key = new StringBuilder();
        boolean bounded = !after.isEmpty();
        for (int i = 0; ; i++) {
            int low = i < before.length() ? DIGITS.indexOf(before.charAt(i)) : 0;
            int high =
                    bounded && i < after.length()
                            ? DIGITS.indexOf(after.charAt(i))
                            : DIGITS.length();
            if (low == high) {
                key.append(DIGITS.charAt(low));
                continue;
            }
            int middle = (low + high) / 2;
            if (middle > low) {
                return key.append(DIGITS.charAt(middle)).toString();
            }
            key.append(DIGITS.charAt(low));
            bounded = false;
        }
    }

    /// So many keys in ascending order, with room around each.
    public static List<String> spread(int count) {
        var keys = new ArrayList<String>(count);
        int digits = 2;
        long room = DIGITS.length() * (long) DIGITS.length();
        while (room <= 2L * count + 2) {
            digits++;
            room *= DIGITS.length();
        }
        for (int i = 1; i <= count; i++) {
            keys.add(key(room / (count + 1L) * i, digits));
        }
        return keys;
    }

    private static String key(long value, int digits) {
        var key = new StringBuilder();
        long rest = value;
        for (int i = 0; i < digits; i++) {
            key.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return key.append(DIGITS.charAt(DIGITS.length() / 2)).toString();
    }
}
