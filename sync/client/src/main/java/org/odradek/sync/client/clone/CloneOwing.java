package org.odradek.sync.client.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;
import org.odradek.store.Store;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Token;

import java.util.function.IntFunction;

/// Finds out whether this device owes the others a clone that nobody asks for: the server, which reads none, cannot know that entries of
/// a removed device that came to count later are in no clone, while the log that had them may be dropped. Runs on the sync thread.
final class CloneOwing {
    private final Store store;
    private final ServerApi server;
    private final IntFunction<byte[]> randomBytes;
    private @Nullable Settled settled;

    CloneOwing(Store store, ServerApi server, IntFunction<byte[]> randomBytes) {
        this.store = store;
        this.server = server;
        this.randomBytes = randomBytes;
    }

    /// What came of looking.
    sealed interface Owing {
        record Owes() implements Owing {}

        record Nothing() implements Owing {}

        record NotAnswered(Reply<?> reply) implements Owing {}
    }

    /// It is looked at once in a session, and when the control log moves on: what is owed is made then, which takes as long as reading the
    /// journal, and a server that does not take it shall not have it made anew with each edit.
    private record Settled(Token token, long controlPosition) {}

    Owing look(Token token, ControlLog control) {
        var now = new Settled(token, control.position());
        var counting = Counting.ofMoved(control);
        if (now.equals(settled) || !counting.isMoreIn(store.received(), VersionVector.EMPTY)) {
            return new Owing.Nothing();
        }
        var reply = server.clones(token);
        if (!(reply instanceof Reply.Answered<Clones>(var clones))) {
            return new Owing.NotAnswered(reply);
        }
        settled = now;
        return counting.isMoreIn(store.received(), held(clones, control))
                ? new Owing.Owes()
                : new Owing.Nothing();
    }

    /// What the clones that a device would take hold together.
    private VersionVector held(Clones clones, ControlLog control) {
        var keys = store.profile().keys().contentKeys();
        var held = VersionVector.EMPTY;
        for (var clone : clones.clones()) {
            if (CloneReading.read(clone.offer(), control, keys, randomBytes)
                            instanceof CloneReading.Read.Understood(var manifest, _)
                    && new CloneVerifying(control, manifest).heads().isEmpty()) {
                held = held.merge(manifest.entries());
            }
        }
        return held;
    }
}
