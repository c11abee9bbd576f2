package org.odradek.store.journal;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// The byte layout of a segment file's header, and the names of the files; see
/// `docs/journal-format.md`, which this class must agree with.
final class SegmentFormat {

    /// The header has a block of its own, so that no later write touches the sector it stands in.
    static final int HEADER_BYTES = 4096;

    static final int VERSION = 1;

    /// "ODRADEKJ".
    private static final long MAGIC = 0x4F44524144454B4AL;

    private static final int USED_BYTES = 64;
    private static final int CRC_OFFSET = 60;
    private static final String SUFFIX = ".journal";
    private static final int NAME_DIGITS = 16;

    private SegmentFormat() {}

    /// A segment's header.
    ///
    /// @param version the format's version; the fields after it are known for [#VERSION] alone
    /// @param profile the profile that owns the journal
    /// @param base logical offset of the segment's first byte, that is, of this header
    /// @param chainBefore the chain's link before the segment's first record
    record Header(int version, UUID profile, long base, Chain chainBefore) {}

    static byte[] write(Header header) {
        ByteBuffer into = ByteBuffer.allocate(HEADER_BYTES);
        into.putLong(MAGIC).putInt(header.version()).putInt(HEADER_BYTES);
        into.putLong(header.profile().getMostSignificantBits());
        into.putLong(header.profile().getLeastSignificantBits());
        into.putLong(header.base());
        header.chainBefore().write(into);
        into.putInt(0);
        into.putInt(RecordFormat.crc(into.array(), 0, CRC_OFFSET));
        return into.array();
    }

    /// The header in the first bytes of a file, if they are one, of this version or another.
    static Optional<Header> read(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        if (from.remaining() < USED_BYTES
                || from.getLong() != MAGIC
                || from.getInt(CRC_OFFSET) != RecordFormat.crc(bytes, 0, CRC_OFFSET)) {
            return Optional.empty();
        }
        int version = from.getInt();
        from.getInt();
        UUID profile = new UUID(from.getLong(), from.getLong());
        return Optional.of(new Header(version, profile, from.getLong(), Chain.read(from)));
    }

    static String name(long base) {
        return HexFormat.of().toHexDigits(base) + SUFFIX;
    }

    /// The logical offset that a segment's file name states, if it is one.
    static OptionalLong base(String name) {
        if (name.length() != NAME_DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
            return OptionalLong.empty();
        }
        String digits = name.substring(0, NAME_DIGITS);
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            return OptionalLong.empty();
        }
        long base = HexFormat.fromHexDigitsToLong(digits);
        return base < 0 ? OptionalLong.empty() : OptionalLong.of(base);
    }
}
