package org.odradek.sync.client.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.AccountChain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Verifies that a clone's entries are what the account's devices wrote, each device's log whole from its first entry to its signed
/// head: a clone's author is believed no more than the server is. Not thread-safe.
final class CloneVerifying {
    private final ControlLog control;
    private final CloneManifest manifest;
    private final Map<DeviceId, SignedHead> heads = new HashMap<>();
    private final Map<DeviceId, Reached> reached = new HashMap<>();

    /// How far a device's log has come.
    @SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
    private record Reached(long seq, byte[] hash) {
        static final Reached NOTHING = new Reached(0, new byte[AccountChain.HASH_BYTES]);
    }

    CloneVerifying(ControlLog control, CloneManifest manifest) {
        this.control = control;
        this.manifest = manifest;
        manifest.heads().forEach(head -> heads.put(head.device(), head));
    }

    /// What is wrong with the manifest's heads; empty when nothing is.
    Optional<String> heads() {
        for (var each : manifest.entries().seqByDevice().entrySet()) {
            var head = heads.get(each.getKey());
            var device = control.device(each.getKey());
            if (head == null || device.isEmpty() || head.seq() != each.getValue()) {
                return Optional.of("a log without the word of its device");
            }
            if (!head.account().equals(control.account())
                    || !head.isSignedBy(device.get().sign())) {
                return Optional.of("a head that its device did not sign");
            }
            if (device.get().isShutOut(head.seq())) {
                return Optional.of("entries that a device wrote after it was removed");
            }
        }
        return manifest.heads().size() == manifest.entries().seqByDevice().size()
                ? Optional.empty()
                : Optional.of("another number of heads than of logs");
    }

    /// What is wrong with the next entry; null when nothing is.
    @Nullable String take(SealedEntry entry) {
        if (!entry.header().account().equals(control.account()) || !entry.isWhole()) {
            return "an entry that is not whole or not of this account";
        }
        var device = entry.id().device();
        var head = heads.get(device);
        var before = reached.getOrDefault(device, Reached.NOTHING);
        if (head == null
                || entry.id().seq() > head.seq()
                || entry.id().seq() != before.seq() + 1
                || !Arrays.equals(before.hash(), entry.header().previousHash())) {
            return "an entry that does not follow its device's chain";
        }
        var hash = entry.header().hash();
        if (entry.id().seq() == head.seq() && !head.hash().equals(new Bytes(hash))) {
            return "a head of another chain";
        }
        reached.put(device, new Reached(entry.id().seq(), hash));
        return null;
    }

    /// Whether every device's log has come to its head.
    boolean isComplete() {
        return manifest.entries().seqByDevice().entrySet().stream()
                .allMatch(
                        each ->
                                reached.getOrDefault(each.getKey(), Reached.NOTHING).seq()
                                        == each.getValue());
    }
}
