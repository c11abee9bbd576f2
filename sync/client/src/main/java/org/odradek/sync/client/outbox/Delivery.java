package org.odradek.sync.client.outbox;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.Store;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.HandedKeys;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Delivers entries that the server lacks: own ones, and other devices' where the server lost them. A lost answer is harmless, since
/// a push is idempotent by (device, seq). Runs on the sync thread.
public final class Delivery {
    private static final int ENTRIES_AT_ONCE = 1_000;

    private final Store store;
    private final AccountFacts facts;
    private final ServerApi server;
    private final Set<EntryId> pushed = new HashSet<>();
    private final List<EntryId> heldBack = new ArrayList<>();
    private final List<EntryId> damaged = new ArrayList<>();

    private boolean awaitsKey;

    /// Everything in the log up to here that was not fetched was pushed from here.
    private Cursor own = Cursor.START;

    public Delivery(Store store, AccountFacts facts, ServerApi server) {
        this.store = store;
        this.facts = facts;
        this.server = server;
    }

    /// What came of one push.
    public sealed interface Pushed {
        /// The server has them; `more` says whether others wait.
        record Delivered(int entries, boolean more) implements Pushed {}

        record Nothing() implements Pushed {}

        /// The server's log of a device ends earlier than was thought: compare heads, then push from there.
        record ServerLacks() implements Pushed {}

        /// Another profile writes as this device.
        record Diverged(EntryId entry) implements Pushed {}

        record NotAnswered(Reply<PushAnswer> reply) implements Pushed {}
    }

    /// @param at up to where the account's log is here
    public Pushed push(Token token, ControlLog control, Cursor at) {
        awaitsKey = HandedKeys.isOutdated(control, store.profile());
        if (awaitsKey) {
            return new Pushed.Nothing();
        }
        var waiting = deliverable(control);
        var page = Pages.first(waiting, this::headUpTo);
        if (page.isEmpty()) {
            return new Pushed.Nothing();
        }
        int entries = page.get().entries().size();
        return switch (server.push(token, page.get())) {
            case Reply.Answered<PushAnswer>(PushAnswer.Appended appended) -> {
                noteOwn(page.get(), appended, at);
                noteDelivered(waiting.subList(0, entries));
                waiting.subList(0, entries).forEach(entry -> pushed.add(entry.id()));
                yield new Pushed.Delivered(
                        entries, waiting.size() > entries || waiting.size() == ENTRIES_AT_ONCE);
            }
            case Reply.Answered<PushAnswer>(PushAnswer.Missing(var device, var fromSeq)) -> {
                noteMissing(device, fromSeq);
                yield new Pushed.ServerLacks();
            }
            case Reply.Answered<PushAnswer>(PushAnswer.Diverged(var entry, _)) ->
                    new Pushed.Diverged(entry);
            case Reply.Refused<PushAnswer> refused -> new Pushed.NotAnswered(refused);
            case Reply.Silent<PushAnswer> silent -> new Pushed.NotAnswered(silent);
        };
    }

    /// Takes the server's word for what it has of each device's log; what it lacks waits again. A log that ends there otherwise than
    /// here counts as lacking, so that the next push says where they part. Of one that ends beyond what is here nothing can be compared:
    /// nothing of it counts as delivered that did not before.
    ///
    /// @return whether the server has what it said it took, as far as that has not come back
    public boolean compare(DeviceHeads heads) {
        var received = store.received();
        var before = store.delivered();
        var atServer = new TreeMap<DeviceId, Long>();
        for (var head : heads.heads()) {
            var device = head.device();
            if (head.seq() > received.seq(device)) {
                atServer.put(device, Math.min(before.seq(device), head.seq()));
            } else if (head.seq() > 0 && !isOther(head)) {
                atServer.put(device, head.seq());
            }
        }
        atServer.values().removeIf(seq -> seq <= 0);
        var delivered = new VersionVector(atServer);
        boolean keeps = pushed.stream().allMatch(delivered::covers);
        pushed.clear();
        store.delivered(delivered);
        return keeps;
    }

    /// Whether the log that was fetched to its end holds everything that the server said it took: what it took, it hands out.
    public boolean hasReturned() {
        return pushed.isEmpty();
    }

    /// What the server would take. It takes nothing of devices that it does not know (any more); what a removed one wrote afterwards
    /// counts nowhere. What no head can follow that its author signed stays here: nobody could believe it, nor what stands behind it in
    /// the account's log.
    private List<SealedEntry> deliverable(ControlLog control) {
        while (true) {
            int atMost = ENTRIES_AT_ONCE + heldBack.size();
            damaged.clear();
            var waiting = store.undelivered(atMost, damaged::add);
            damaged.removeIf(entry -> !takes(control, entry));
            List<SealedEntry> deliverable = new ArrayList<>();
            var covered = new HashMap<DeviceId, Long>();
            heldBack.clear();
            for (var entry : waiting) {
                var id = entry.id();
                if (takes(control, id)
                        && id.seq() <= covered.computeIfAbsent(id.device(), this::covered)) {
                    deliverable.add(entry);
                } else {
                    heldBack.add(id);
                }
            }
            if (!deliverable.isEmpty() || waiting.size() < atMost) {
                return deliverable;
            }
        }
    }

    /// Up to which entry a device's log can be given with a head behind it: of another device there is the newest that is known, unless
    /// that stands for one that is not here, or not whole any more. What waits for its causes is as good as what does not.
    private long covered(DeviceId author) {
        if (author.equals(store.profile().device())) {
            return Long.MAX_VALUE;
        }
        long covered = facts.head(author).map(SignedHead::seq).orElse(0L);
        boolean isWhole =
                store.held(author) >= covered
                        && damaged.stream()
                                .noneMatch(
                                        entry ->
                                                entry.device().equals(author)
                                                        && entry.seq() <= covered);
        return isWhole ? covered : 0;
    }

    private static boolean takes(ControlLog control, EntryId entry) {
        return control.device(entry.device())
                .filter(author -> !author.isShutOut(entry.seq()))
                .isPresent();
    }

    /// A device whose entries are here and which the server does not know.
    public Optional<DeviceId> stranger(ControlLog control) {
        return heldBack.stream()
                .map(EntryId::device)
                .filter(device -> control.device(device).isEmpty())
                .findFirst();
    }

    /// Whether the server lacks an entry that cannot be given to it, since its record here is damaged.
    public boolean isDamaged() {
        return !damaged.isEmpty();
    }

    /// Whether nothing is delivered, since a removed device has the key under which this one writes.
    public boolean awaitsKey() {
        return awaitsKey;
    }

    /// Up to where everything in the account's log is here, or was pushed from here.
    ///
    /// @param at up to where it was fetched
    public long covered(Cursor at) {
        return own.epoch() == at.epoch() ? Math.max(own.position(), at.position()) : at.position();
    }

    /// The server's records of a push stand together; what stands right behind what was covered is covered, too.
    private void noteOwn(Push page, PushAnswer.Appended appended, Cursor at) {
        var head = appended.head();
        long covered = covered(at);
        long records = page.entries().size() + (long) page.heads().size();
        if (head.epoch() == at.epoch()
                && appended.positions().contains(covered + 1)
                && appended.positions().stream().allMatch(position -> position > covered)
                && head.position() == covered + records) {
            own = head;
        }
    }

    private boolean isOther(DeviceHeads.DeviceHead head) {
        return hash(new EntryId(head.device(), head.seq()))
                .filter(here -> !here.equals(head.hash()))
                .isPresent();
    }

    private void noteDelivered(List<SealedEntry> entries) {
        var ids = entries.stream().map(SealedEntry::id).toList();
        store.delivered(store.delivered().with(ids));
    }

    /// The server has handed these out.
    public void returned(List<EntryId> entries) {
        entries.forEach(pushed::remove);
    }

    /// Whatever its heads say.
    private void noteMissing(DeviceId device, long fromSeq) {
        var atServer = new TreeMap<>(store.delivered().seqByDevice());
        if (fromSeq <= 1) {
            atServer.remove(device);
        } else {
            atServer.computeIfPresent(device, (_, seq) -> Math.min(seq, fromSeq - 1));
        }
        store.delivered(new VersionVector(atServer));
    }

    private Optional<SignedHead> headUpTo(SealedEntry entry) {
        var profile = store.profile();
        if (entry.id().device().equals(profile.device())) {
            var key = RawKeys.signingKey(profile.keys().deviceSign().privateKey());
            var hash = new Bytes(entry.header().hash());
            return Optional.of(SignedHead.signed(profile.account(), entry.id(), hash, key));
        }
        return facts.head(entry.id().device()).filter(head -> head.seq() <= entry.id().seq());
    }

    /// The hash of an entry that is here.
    public Optional<Bytes> hash(EntryId entry) {
        return store.hash(entry).map(Bytes::new);
    }
}
