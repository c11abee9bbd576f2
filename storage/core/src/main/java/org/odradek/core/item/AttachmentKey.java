package org.odradek.core.item;

import java.util.Comparator;

/// A reference to a file: the name that the item gives it, and its content (SHA-256, 64 hexadecimal digits).
public record AttachmentKey(String name, String sha256) implements Comparable<AttachmentKey> {
    private static final Comparator<AttachmentKey> ORDER =
            Comparator.comparing(AttachmentKey::name).thenComparing(AttachmentKey::sha256);

    @Override
    public int compareTo(AttachmentKey other) {
        return ORDER.compare(this, other);
    }
}
