package org.odradek.sync.client.account;

import org.odradek.core.entry.DeviceId;
import org.odradek.store.Store;
import org.odradek.sync.client.keys.SealedBox;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.control.SealedKey;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;

import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;

/// Shutting one of the account's devices out: one record in the control log revokes it and hands a new content key to every device
/// that remains, and to the root. The record holds the device's own word for its last entry that counts. That is the newest one that is
/// here, verified, and never one that is not, which the device could still be about to write. It may wait for its causes: else a device
/// could write something that waits for ever, and never be removed.
public final class Revoking {
    private static final int CONTENT_KEY_BYTES = 32;

    private final Store store;
    private final AccountFacts facts;
    private final ServerApi server;
    private final InstantSource clock;
    private final IntFunction<byte[]> randomBytes;

    public Revoking(
            Store store,
            AccountFacts facts,
            ServerApi server,
            InstantSource clock,
            IntFunction<byte[]> randomBytes) {
        this.store = store;
        this.facts = facts;
        this.server = server;
        this.clock = clock;
        this.randomBytes = randomBytes;
    }

    /// What came of it.
    public sealed interface Outcome {
        record Revoked() implements Outcome {}

        /// It was shut out before; nothing was changed.
        record RevokedBefore() implements Outcome {}

        /// No such device is or was in the account.
        record Unknown() implements Outcome {}

        /// A device does not choose the key that is to shut it out.
        record ThisDevice() implements Outcome {}

        /// The control log has grown meanwhile: update it and try again.
        record Moved() implements Outcome {}

        /// There are entries of the device, up to this one, that have not arrived here: fetch them and try again.
        record LaterEntries(long seq) implements Outcome {}

        /// It is not known whether the record was taken, or the server says so and does not show it; trying again is safe.
        record NoAnswer() implements Outcome {}
    }

    /// Appends the record behind this control log. Blocks for one request.
    public Outcome revoke(ControlLog log, DeviceId device) {
        var enrolled = log.device(device);
        if (enrolled.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (device.equals(store.profile().device())) {
            return new Outcome.ThisDevice();
        }
        if (enrolled.get().isRevoked()) {
            return new Outcome.RevokedBefore();
        }
        var last = facts.head(device);
        if (last.filter(head -> !isHere(head)).isPresent()) {
            return new Outcome.LaterEntries(last.get().seq());
        }
        var record =
                OwnRecord.signed(
                        log,
                        store.profile(),
                        clock.millis(),
                        new ControlChange.DeviceRevoked(
                                device, last.orElse(null), newKey(log, device)));
        return switch (server.appendControl(
                new ControlAppend(log.account(), List.of(record.encode())))) {
            case Reply.Silent<ControlAnswer> _, Reply.Refused<ControlAnswer> _ ->
                    new Outcome.NoAnswer();
            case Reply.Answered<ControlAnswer>(var answer) ->
                    switch (answer) {
                        case ControlAnswer.Appended _ -> new Outcome.Revoked();
                        case ControlAnswer.LaterEntries(var head) ->
                                new Outcome.LaterEntries(head.seq());
                        case ControlAnswer.Moved _,
                                ControlAnswer.Rejected _,
                                ControlAnswer.UnknownAccount _ ->
                                new Outcome.Moved();
                    };
        };
    }

    private boolean isHere(SignedHead head) {
        return head.seq() <= store.held(head.device())
                && store.hash(head.entry())
                        .filter(hash -> new Bytes(hash).equals(head.hash()))
                        .isPresent();
    }

    private ControlChange.ContentKeyChanged newKey(ControlLog log, DeviceId leaving) {
        var key = List.of(randomBytes.apply(CONTENT_KEY_BYTES));
        var sealed =
                log.devices().values().stream()
                        .filter(device -> !device.isRevoked() && !device.device().equals(leaving))
                        .map(device -> sealed(device, key))
                        .toList();
        return new ControlChange.ContentKeyChanged(
                log.keyGeneration() + 1,
                sealed,
                SealedBox.seal(log.root().box(), key, randomBytes));
    }

    private SealedKey sealed(EnrolledDevice device, List<byte[]> key) {
        return new SealedKey(device.device(), SealedBox.seal(device.box(), key, randomBytes));
    }
}
