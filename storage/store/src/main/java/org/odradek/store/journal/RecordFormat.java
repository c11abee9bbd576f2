package org.odradek.store.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The byte layout of a record; see `docs/journal-format.md`, which this class must agree with.
final class RecordFormat {

    static final int HEADER_BYTES = 64;

    /// Records begin at multiples of this, so that looking for the next one after damage is quick.
    static final int ALIGNMENT_BYTES = 8;

    /// "ODJR".
    static final int MAGIC = 0x4F444A52;

    /// Flag: a purge has blanked parts of the payload, so that its digest is that of the bytes before.
    static final int FLAG_BLANKED = 1;

    /// Flag: the next record belongs to this one; after a crash both are there or neither.
    static final int FLAG_CONTINUED = 2;

    private static final int CRC_OFFSET = 60;

    private RecordFormat() {}

    /// A record's header.
    ///
    /// @param unforcedBytes how far before the record the journal was forced when the record was written:
    ///     everything before `place - unforcedBytes` was on the disk
    record Header(
            RecordKind kind,
            int flags,
            int payloadBytes,
            int payloadCrc,
            Chain chainBefore,
            Chain payloadDigest,
            Place place,
            int unforcedBytes) {

        boolean blanked() {
            return (flags & FLAG_BLANKED) != 0;
        }

        boolean continued() {
            return (flags & FLAG_CONTINUED) != 0;
        }

        Place next() {
            return new Place(place.offset() + recordBytes(payloadBytes));
        }

        Chain chainAfter() {
            return chainBefore.then(kind, place, payloadBytes, payloadDigest);
        }

        Place forcedBefore() {
            return new Place(place.offset() - unforcedBytes);
        }

        /// Whether these are the payload bytes that the header was made for.
        boolean matches(byte[] bytes, int offset) {
            return payloadCrc == crc(bytes, offset, payloadBytes)
                    && (blanked()
                            || payloadDigest.equals(Chain.digest(bytes, offset, payloadBytes)));
        }
    }

    /// Length of a whole record: header, payload and zeros up to the alignment.
    static int recordBytes(int payloadBytes) {
        int unpadded = HEADER_BYTES + payloadBytes;
        return (unpadded + ALIGNMENT_BYTES - 1) / ALIGNMENT_BYTES * ALIGNMENT_BYTES;
    }

    /// Writes header, payload and padding.
    static void write(Header header, byte[] payload, ByteBuffer into) {
        int start = into.position();
        into.putInt(MAGIC);
        into.put((byte) header.kind().code()).put((byte) header.flags()).putShort((short) 0);
        into.putInt(header.payloadBytes()).putInt(header.payloadCrc());
        header.chainBefore().write(into);
        header.payloadDigest().write(into);
        into.putLong(header.place().offset()).putInt(header.unforcedBytes());
        into.putInt(crc(into.array(), into.arrayOffset() + start, CRC_OFFSET));
        into.put(payload);
        int padding = recordBytes(payload.length) - HEADER_BYTES - payload.length;
        for (int i = 0; i < padding; i++) {
            into.put((byte) 0);
        }
    }

    /// The header that begins at `offset`, if one does that was made for this place.
    static Optional<Header> read(byte[] bytes, int offset, Place place) {
        ByteBuffer from = ByteBuffer.wrap(bytes, offset, HEADER_BYTES);
        if (from.getInt() != MAGIC
                || from.getInt(offset + CRC_OFFSET) != crc(bytes, offset, CRC_OFFSET)) {
            return Optional.empty();
        }
        int kind = Byte.toUnsignedInt(from.get());
        int flags = Byte.toUnsignedInt(from.get());
        from.getShort();
        int payloadBytes = from.getInt();
        int payloadCrc = from.getInt();
        Chain chainBefore = Chain.read(from);
        Chain payloadDigest = Chain.read(from);
        long at = from.getLong();
        int unforced = from.getInt();
        if (kind == 0
                || payloadBytes < 0
                || payloadBytes > JournalOptions.PAYLOAD_BYTES_MAX
                || at != place.offset()
                || unforced < 0
                || unforced > at) {
            return Optional.empty();
        }
        return Optional.of(
                new Header(
                        new RecordKind(kind),
                        flags,
                        payloadBytes,
                        payloadCrc,
                        chainBefore,
                        payloadDigest,
                        place,
                        unforced));
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
