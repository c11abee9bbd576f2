package org.odradek.sync.client;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.store.Store;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.DeviceFacts;
import org.odradek.sync.client.clone.CloneComparing;
import org.odradek.sync.client.clone.CloneDuties;
import org.odradek.sync.client.clone.CloneMaking;
import org.odradek.sync.client.pull.Cursors;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Token;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Learns how far the account's other devices have come, and does for them what the server asks for. Runs on the sync thread.
final class Receipts {
    private static final int PASSED_MAX = 4096;

    private final Store store;
    private final ServerApi server;
    private final InstantSource clock;
    private final Cursors cursors;
    private final DeviceFacts devices;
    private final CloneDuties duties;

    /// Which entries stood before which position of the account's log, the newest of them; who is not as far as that says nothing new.
    private final TreeMap<Long, VersionVector> passed = new TreeMap<>();

    private final Map<DeviceId, VersionVector> noted = new HashMap<>();

    /// @param hash the hash of an entry that is here
    Receipts(
            Store store,
            AccountFacts facts,
            ServerApi server,
            InstantSource clock,
            IntFunction<byte[]> randomBytes,
            Cursors cursors,
            Function<EntryId, Optional<Bytes>> hash,
            BooleanSupplier closing) {
        this.store = store;
        this.server = server;
        this.clock = clock;
        this.cursors = cursors;
        this.devices = new DeviceFacts(store.facts());
        this.duties =
                new CloneDuties(
                        store,
                        server,
                        randomBytes,
                        new CloneMaking(store, facts, server, clock, randomBytes, hash),
                        new CloneComparing(store, server, randomBytes, closing));
        passed();
    }

    /// What one step came to.
    sealed interface Learnt {
        /// A clone is in the making.
        record More() implements Learnt {}

        /// @param membersDiffer whether the server has other members, or others removed, than the control log that is known here
        record All(boolean membersDiffer) implements Learnt {}

        /// Another device shows the same entries differently.
        record Differs() implements Learnt {}

        record NotAnswered(Reply<?> reply) implements Learnt {}
    }

    /// The cursor has moved.
    void passed() {
        passed.put(cursors.newest().position(), cursors.entries());
        if (passed.size() > PASSED_MAX) {
            passed.pollFirstEntry();
        }
    }

    /// The log goes another way behind the cursor than it went: who acknowledges a place there has not what once stood before it.
    void walkedBack() {
        passed.tailMap(cursors.newest().position(), false).clear();
    }

    /// The log was taken up by a clone, whatever it was before.
    void tookClone() {
        passed.clear();
        passed();
    }

    void remember(Connections connections) {
        devices.remember(connections, clock.millis());
    }

    Learnt step(Token token, ControlLog control) {
        var reply = server.connections(token);
        if (!(reply instanceof Reply.Answered<Connections>(var connections))) {
            return new Learnt.NotAnswered(reply);
        }
        remember(connections);
        for (var connection : connections.connections()) {
            if (!connection.device().equals(store.profile().device())) {
                note(connection.device(), connection.acknowledged());
            }
        }
        return switch (duties.step(token, control, connections.cloneWish(), cursors.newest())) {
            case CloneDuties.Fulfilled.More _ -> new Learnt.More();
            case CloneDuties.Fulfilled.Done _ -> new Learnt.All(differ(connections, control));
            case CloneDuties.Fulfilled.Differs _ -> new Learnt.Differs();
            case CloneDuties.Fulfilled.NotAnswered(var silence) -> new Learnt.NotAnswered(silence);
        };
    }

    private static boolean differ(Connections connections, ControlLog control) {
        return connections.connections().stream()
                .anyMatch(
                        one ->
                                control.device(one.device())
                                        .filter(
                                                known ->
                                                        known.isRevoked()
                                                                == (one.state()
                                                                        == ConnectionState.REVOKED))
                                        .isEmpty());
    }

    /// Each note is a forced write.
    private void note(DeviceId device, long acknowledged) {
        var upTo = passed.floorEntry(acknowledged);
        if (upTo != null
                && !upTo.getValue().seqByDevice().isEmpty()
                && !upTo.getValue().equals(noted.put(device, upTo.getValue()))) {
            store.seenBy(device, upTo.getValue(), clock.millis());
        }
    }
}
