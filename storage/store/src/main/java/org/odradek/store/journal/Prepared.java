package org.odradek.store.journal;

/// A record with its checksums, computed by the caller's thread before it waits for the writer.
record Prepared(RecordKind kind, int flags, byte[] payload, int payloadCrc, Chain payloadDigest) {

    static Prepared of(NewRecord record) {
        byte[] payload = record.payload();
        return new Prepared(
                record.kind(),
                record.continued() ? RecordFormat.FLAG_CONTINUED : 0,
                payload,
                RecordFormat.crc(payload, 0, payload.length),
                Chain.digest(payload, 0, payload.length));
    }

    boolean continued() {
        return flags == RecordFormat.FLAG_CONTINUED;
    }
}
