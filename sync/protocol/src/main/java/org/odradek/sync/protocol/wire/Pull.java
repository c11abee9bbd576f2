package org.odradek.sync.protocol.wire;

import java.util.Objects;

/// Asks for what comes after a cursor. `POST /v1/pull`
///
/// @param recordsMax at most so many records; at most [WireBounds#PAGE_RECORDS_MAX]
/// @param bytesMax   about so many bytes, but at least one record; at most [WireBounds#PAGE_BYTES_MAX]
public record Pull(Cursor after, int recordsMax, int bytesMax) {
    public Pull {
        Objects.requireNonNull(after, "after");
        if (recordsMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException(
                    "a page of " + recordsMax + " records, " + bytesMax + " bytes");
        }
        recordsMax = Math.min(recordsMax, WireBounds.PAGE_RECORDS_MAX);
        bytesMax = Math.min(bytesMax, WireBounds.PAGE_BYTES_MAX);
    }

    public static Pull after(Cursor cursor) {
        return new Pull(cursor, WireBounds.PAGE_RECORDS_MAX, WireBounds.PAGE_BYTES_MAX);
    }
}
