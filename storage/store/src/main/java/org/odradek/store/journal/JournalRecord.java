package org.odradek.store.journal;

/// A record as read back, its checksums verified.
///
/// @param place where it begins
/// @param next where the record after it begins, or will begin
/// @param kind what it is for; possibly one that this version does not know
/// @param blanked whether a purge has blanked parts of the payload, so that the payload is no longer the
///     bytes that were appended (the payload's own format tells which parts are left)
/// @param payload the bytes, owned by the receiver
public record JournalRecord(
        Place place, Place next, RecordKind kind, boolean blanked, byte[] payload) {}
