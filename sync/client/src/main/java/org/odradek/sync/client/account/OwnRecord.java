package org.odradek.sync.client.account;

import org.odradek.store.profile.Profile;
import org.odradek.sync.protocol.control.Author;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;

/// A change of the account by this device.
final class OwnRecord {
    private OwnRecord() {}

    /// The record behind this control log, signed by the profile's device.
    static ControlRecord signed(ControlLog log, Profile profile, long atMs, ControlChange change) {
        return ControlRecord.signed(
                log.account(),
                log.position() + 1,
                log.hash(),
                new Author.Device(profile.device()),
                atMs,
                change,
                RawKeys.signingKey(profile.keys().deviceSign().privateKey()));
    }
}
