package org.odradek.sync.client.account;

import org.odradek.core.entry.DeviceId;
import org.odradek.store.Store;
import org.odradek.sync.client.keys.SealedName;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;

import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;

/// Giving one of the account's devices another name, by a record in the control log that any device may write. The server sees the name
/// sealed.
public final class Renaming {
    private final Store store;
    private final ServerApi server;
    private final InstantSource clock;
    private final IntFunction<byte[]> randomBytes;

    public Renaming(
            Store store, ServerApi server, InstantSource clock, IntFunction<byte[]> randomBytes) {
        this.store = store;
        this.server = server;
        this.clock = clock;
        this.randomBytes = randomBytes;
    }

    /// What came of it.
    public sealed interface Outcome {
        record Renamed() implements Outcome {}

        /// No such device is or was in the account.
        record Unknown() implements Outcome {}

        /// The control log has grown meanwhile: update it and try again.
        record Moved() implements Outcome {}

        record NoAnswer() implements Outcome {}
    }

    /// Appends the record behind this control log. Blocks for one request.
    public Outcome rename(ControlLog log, DeviceId device, String name) {
        if (log.device(device).isEmpty()) {
            return new Outcome.Unknown();
        }
        var profile = store.profile();
        var record =
                OwnRecord.signed(
                        log,
                        profile,
                        clock.millis(),
                        new ControlChange.DeviceRenamed(
                                device,
                                SealedName.seal(
                                        name, device, profile.keys().contentKeys(), randomBytes)));
        return switch (server.appendControl(
                new ControlAppend(log.account(), List.of(record.encode())))) {
            case Reply.Silent<ControlAnswer> _, Reply.Refused<ControlAnswer> _ ->
                    new Outcome.NoAnswer();
            case Reply.Answered<ControlAnswer>(ControlAnswer.Appended _) -> new Outcome.Renamed();
            case Reply.Answered<ControlAnswer>(var _) -> new Outcome.Moved();
        };
    }
}
