package org.odradek.sync.client.pull;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SignedHead;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Verifies what a server sends, record by record: the account's chain, so that nothing was left out or moved; each device's chain,
/// so that nothing was put in; and each device's signed head, without which nothing of that device is taken. Entries are held back
/// until a verified head covers them, and the cursor with them. Not thread-safe.
public final class Verifying {
    /// Entries without a head yet: a push has its head right behind it, so more than a few pages mean a server that withholds it.
    private static final int HELD_BACK_MAX = 8_000;

    private final ControlLog control;
    private final Function<EntryId, Optional<Bytes>> knownHash;
    private final List<SealedEntry> held = new ArrayList<>();
    private final Map<DeviceId, SealedEntry> newestHeld = new HashMap<>();
    private final Map<DeviceId, Long> covered = new HashMap<>();
    private final List<SignedHead> heads = new ArrayList<>();
    private Cursor at;

    /// @param knownHash the hash of an entry that is here, by which a device's chain is carried on
    public Verifying(
            ControlLog control, Cursor from, Function<EntryId, Optional<Bytes>> knownHash) {
        this.control = control;
        this.at = from;
        this.knownHash = knownHash;
    }

    /// What one page comes to.
    public sealed interface Verified {
        /// Everything up to `next` is verified; empty when heads are still to come.
        record Upto(List<SealedEntry> entries, List<SignedHead> heads, Cursor next)
                implements Verified {}

        /// The records fit so far but end before a head: pull on from `next`.
        record Unfinished(Cursor next) implements Verified {}

        /// The server sent what the account's devices did not write; nothing of it is taken.
        record Forged(String what) implements Verified {}
    }

    public Verified page(PullAnswer.Page page) {
        try {
            for (var record : page.records()) {
                var wrong = take(record);
                if (wrong != null) {
                    return new Verified.Forged(wrong);
                }
            }
        } catch (MalformedCborException | NewerFormatException | IllegalArgumentException e) {
            return new Verified.Forged("a record that cannot be read");
        }
        // The chain proves the common past; the epoch may have moved on since another device found
        // something lost.
        boolean fits =
                at.position() == page.next().position() && at.hash().equals(page.next().hash());
        if (!fits) {
            return new Verified.Forged("a chain that does not fit the records");
        }
        at = page.next();
        boolean open = held.stream().anyMatch(entry -> !isCovered(entry.id()));
        if (open && held.size() <= HELD_BACK_MAX) {
            return new Verified.Unfinished(at);
        }
        if (open) {
            return new Verified.Forged("entries without a signed head");
        }
        var verified = new Verified.Upto(List.copyOf(held), List.copyOf(heads), at);
        held.clear();
        heads.clear();
        newestHeld.clear();
        return verified;
    }

    private boolean isCovered(EntryId entry) {
        return covered.getOrDefault(entry.device(), 0L) >= entry.seq();
    }

    private @Nullable String take(LogRecord record) {
        at = new Cursor(at.epoch(), record.position(), AccountChain.next(at.hash(), record));
        return switch (record) {
            case LogRecord.Entry(_, var sealed) -> entry(SealedEntry.decode(sealed.array()));
            case LogRecord.Head(_, var head) -> head(head);
        };
    }

    private @Nullable String entry(SealedEntry entry) {
        if (!entry.header().account().equals(control.account()) || !entry.isWhole()) {
            return "an entry that is not whole or not of this account";
        }
        var device = entry.id().device();
        if (control.device(device).isEmpty()) {
            return "an entry of a device that the account does not know";
        }
        var before = newestHeld.get(device);
        Optional<Bytes> previous =
                before != null && before.id().seq() == entry.id().seq() - 1
                        ? Optional.of(new Bytes(before.header().hash()))
                        : entry.id().seq() == 1
                                ? Optional.of(new Bytes(new byte[AccountChain.HASH_BYTES]))
                                : knownHash.apply(new EntryId(device, entry.id().seq() - 1));
        if (previous.isEmpty()
                || !Arrays.equals(previous.get().array(), entry.header().previousHash())) {
            return "an entry that does not follow its device's chain";
        }
        held.add(entry);
        newestHeld.put(device, entry);
        return null;
    }

    private @Nullable String head(SignedHead head) {
        var device = control.device(head.device());
        if (device.isEmpty()
                || !head.account().equals(control.account())
                || !head.isSignedBy(device.get().sign())) {
            return "a head that its device did not sign";
        }
        var entry = held.stream().filter(each -> each.id().equals(head.entry())).findFirst();
        var hash =
                entry.map(each -> new Bytes(each.header().hash()))
                        .or(() -> knownHash.apply(head.entry()));
        if (hash.isEmpty() || !hash.get().equals(head.hash())) {
            return "a head of another chain";
        }
        covered.merge(head.device(), head.seq(), Math::max);
        heads.add(head);
        return null;
    }
}
