package org.odradek.core.entry;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/// Identifiers of what two devices could make independently, so that both make the same one: SHA-256 over a purpose and the parts,
/// each with its length before it, cut to 128 bits and marked as UUIDv8 (RFC 9562). They never leave the sealed parts.
public final class DerivedIds {
    private DerivedIds() {}

    /// A notebook of this name under this parent (null for the top); `k` is the smallest number for which this device knows none.
    public static ItemId notebook(@Nullable ItemId parent, String name, int k) {
        return item(
                "notebook",
                parent == null ? "" : parent.toString(),
                normalisedName(name),
                Integer.toString(k));
    }

    /// The successor of a recurring task; occurrences count from 1.
    public static ItemId successor(ItemId task, int occurrence) {
        return item("successor", task.toString(), Integer.toString(occurrence));
    }

    /// An imported item; `k` counts its purged or taken-out predecessors.
    public static ItemId imported(
            String format, String rootName, String sourceId, String firstSha256, int k) {
        return item("import", format, rootName, sourceId, firstSha256, Integer.toString(k));
    }

    /// One of the items that every new profile starts with.
    public static ItemId example(String name) {
        return item("example", name);
    }

    /// The name by which notebooks are told apart: NFC, trimmed, inner white space single, in lower case.
    public static String normalisedName(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /// The name that is a tag's identity: as for notebooks, without a leading number sign.
    public static String normalisedTag(String name) {
        var normalised = normalisedName(name);
        return normalised.startsWith("#") ? normalised.substring(1).strip() : normalised;
    }

    private static ItemId item(String purpose, String... parts) {
        var digest = sha256();
        update(digest, "odradek id v1 " + purpose);
        for (var part : parts) {
            update(digest, part);
        }
        var hash = ByteBuffer.wrap(digest.digest());
        long high = hash.getLong() & ~0xf000L | 0x8000L;
        long low = hash.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new ItemId(new UUID(high, low));
    }

    private static void update(MessageDigest digest, String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
