package org.odradek.sync.client.clone;

import org.odradek.core.causality.VersionVector;
import org.odradek.store.Store;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneConfirmation;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Token;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/// Compares another device's clone with what the same entries make here, so that the server may drop the log below it. The state of
/// lately is remembered; that of any other moment is made anew from the journal, which takes as long as a rebuild. Runs on the sync
/// thread.
public final class CloneComparing {
    /// Moments remembered: enough that a clone made a few edits ago costs nothing.
    private static final int MOMENTS_MAX = 32;

    private final Store store;
    private final ServerApi server;
    private final IntFunction<byte[]> randomBytes;
    private final BooleanSupplier closing;
    private final Deque<Moment> moments = new ArrayDeque<>();
    private final Set<Bytes> leftAlone = new HashSet<>();

    private record Moment(VersionVector entries, String viewHash) {}

    /// @param closing asked now and then while a comparison takes long
    public CloneComparing(
            Store store,
            ServerApi server,
            IntFunction<byte[]> randomBytes,
            BooleanSupplier closing) {
        this.store = store;
        this.server = server;
        this.randomBytes = randomBytes;
        this.closing = closing;
    }

    /// What came of comparing.
    public sealed interface Compared {
        record Confirmed() implements Compared {}

        /// Nothing to say of it, or not yet.
        record LeftAlone() implements Compared {}

        /// The same entries are shown differently by the device that made the clone.
        record Differs() implements Compared {}

        record NotAnswered(Reply<?> reply) implements Compared {}
    }

    /// Remembers the present moment.
    public void remember() {
        var cut = store.cut();
        var now = new Moment(cut.entries(), cut.viewHash());
        if (!now.equals(moments.peekFirst())) {
            moments.addFirst(now);
            if (moments.size() > MOMENTS_MAX) {
                moments.removeLast();
            }
        }
    }

    public Compared compare(Token token, ControlLog control, Bytes name) {
        if (leftAlone.contains(name)) {
            return new Compared.LeftAlone();
        }
        var reply = server.clones(token);
        if (!(reply instanceof Reply.Answered<Clones>(var clones))) {
            return new Compared.NotAnswered(reply);
        }
        var offer =
                clones.clones().stream()
                        .map(held -> held.offer())
                        .filter(each -> each.name().equals(name))
                        .findFirst();
        if (offer.isEmpty()
                || !(CloneReading.read(
                                offer.get(),
                                control,
                                store.profile().keys().contentKeys(),
                                randomBytes)
                        instanceof CloneReading.Read.Understood(var manifest, _))) {
            leftAlone.add(name);
            return new Compared.LeftAlone();
        }
        if (!store.has(manifest.entries())) {
            return new Compared.LeftAlone();
        }
        var here = viewHash(manifest.entries());
        if (here.isEmpty()) {
            return new Compared.LeftAlone();
        }
        if (!here.get().equals(manifest.viewHash())) {
            leftAlone.add(name);
            return new Compared.Differs();
        }
        var confirmed = server.confirmClone(token, new CloneConfirmation(name));
        return confirmed instanceof Reply.Answered<CloneConfirmed>
                ? new Compared.Confirmed()
                : new Compared.NotAnswered(confirmed);
    }

    private Optional<String> viewHash(VersionVector entries) {
        return moments.stream()
                .filter(moment -> moment.entries().equals(entries))
                .map(Moment::viewHash)
                .findFirst()
                .or(() -> store.doctor().viewHashOf(entries, closing));
    }
}
