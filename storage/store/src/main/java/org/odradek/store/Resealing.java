package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Versioned;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.Causal;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.text.BodyEventId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns a device's entries, oldest first, into those of another device, of another account or of the same: the same edits under other
/// names. What names the old device in them (what a write replaces, what was seen, who wrote a value that an undo brings back, the
/// events of bodies) names the new one. Not thread-safe.
///
/// In the same account the old device's first entries can be the account's and keep their names. What was typed then becomes whole
/// operations, which are known by what they do: two copies of a profile that bring the same typing along bring it once.
final class Resealing {
    private static final int HASH_BYTES = 32;

    private final DeviceId from;
    private final DeviceId to;
    private final EntrySealer opening;
    private final EntrySealer sealing;
    private final boolean sameAccount;
    private final long held;
    private final Map<BodyEventId, BodyEventId> bodyEvents = new HashMap<>();
    private final Set<BodyEventId> made = new HashSet<>();
    private byte[] lastHash = new byte[HASH_BYTES];

    private Resealing(
            DeviceId from,
            DeviceId to,
            EntrySealer opening,
            EntrySealer sealing,
            boolean sameAccount,
            long held) {
        this.from = from;
        this.to = to;
        this.opening = opening;
        this.sealing = sealing;
        this.sameAccount = sameAccount;
        this.held = held;
    }

    static Resealing forOtherAccount(
            DeviceId from, DeviceId to, EntrySealer opening, EntrySealer sealing) {
        return new Resealing(from, to, opening, sealing, false, 0);
    }

    /// @param held how many entries of the old device keep their names, being the account's
    static Resealing inAccount(DeviceId from, DeviceId to, EntrySealer sealer, long held) {
        return new Resealing(from, to, sealer, sealer, true, held);
    }

    boolean isOfDevice(EntryId entry) {
        return entry.device().equals(from);
    }

    /// Opens, renames and seals the next entry of the old device. Throws what [EntrySealer#open] throws.
    Resealed next(SealedEntry sealed) {
        return reseal(entry(opening.open(sealed)));
    }

    /// The same for the first entry that does not keep its name.
    ///
    /// @param seen what the entries before it had seen, to which its own is the difference
    Resealed first(SealedEntry sealed, VersionVector seen) {
        var entry = entry(opening.open(sealed));
        var causal = entry.causal();
        var whole = seen.merge(causal.seen());
        if (held > 0) {
            whole = whole.with(new EntryId(from, held));
        }
        return reseal(
                new Entry(
                        entry.id(),
                        new Causal(
                                whole,
                                causal.parked(),
                                causal.hlc(),
                                causal.wallMs(),
                                causal.zone(),
                                causal.origin(),
                                causal.gesture(),
                                causal.server()),
                        entry.actions()));
    }

    private Resealed reseal(Entry renamed) {
        var again = sealing.seal(renamed, lastHash);
        lastHash = again.header().hash();
        return new Resealed(renamed, again);
    }

    /// An entry of the new device, open and sealed.
    record Resealed(Entry entry, SealedEntry sealed) {}

    private Entry entry(Entry old) {
        var actions = new ArrayList<Action>();
        int bodyActions = 0;
        for (var action : old.actions()) {
            if (action instanceof Action.EditBody edit) {
                actions.add(edit(old.id(), edit, bodyActions++));
            } else {
                actions.add(action(action));
            }
        }
        return new Entry(id(old.id()), causal(old.causal()), actions);
    }

    private Causal causal(Causal old) {
        var seen = new TreeMap<DeviceId, Long>();
        old.seen()
                .seqByDevice()
                .forEach(
                        (device, seq) -> {
                            var renamed = id(new EntryId(device, seq));
                            seen.put(renamed.device(), renamed.seq());
                        });
        var parked = new TreeSet<EntryId>();
        old.parked().forEach(entry -> parked.add(id(entry)));
        return new Causal(
                new VersionVector(seen),
                parked,
                old.hlc(),
                old.wallMs(),
                old.zone(),
                old.origin(),
                old.gesture(),
                // What was known of another account's chain says nothing about this one's.
                sameAccount ? old.server() : null);
    }

    private Action action(Action action) {
        return switch (action) {
            case Action.SetField(var item, var field, var values, var over) ->
                    new Action.SetField(item, field, values(values), writes(over));
            case Action.ReviewBody(var item, var frontier) ->
                    new Action.ReviewBody(item, events(frontier));
            case Action.ReopenBody(var item, var frontier) ->
                    new Action.ReopenBody(item, events(frontier));
            case Action.EditBody _ -> throw new IllegalStateException("a body edit has a number");
            case Action.CreateItem _,
                    Action.AddTag _,
                    Action.RemoveTag _,
                    Action.Attach _,
                    Action.Detach _,
                    Action.MarkReminder _,
                    Action.Purge _ ->
                    action;
            case Action.Unknown unknown -> {
                if (sameAccount) {
                    throw new NewerFormatException("an own action of a newer version");
                }
                yield unknown;
            }
        };
    }

    /// The id of typing comes from the entry, that of a whole operation from its parents too, so that both may change.
    private Action.EditBody edit(EntryId entry, Action.EditBody old, int number) {
        var parents = events(old.parents());
        var whole = new Action.EditBody(old.item(), parents, old.splices(), true);
        // What this device typed twice upon the same text stays there twice.
        boolean isWhole = old.whole() || sameAccount && !made.contains(eventId(entry, whole, 0));
        var renamed =
                isWhole ? whole : new Action.EditBody(old.item(), parents, old.splices(), false);
        var event = eventId(id(entry), renamed, number);
        made.add(event);
        bodyEvents.put(eventId(entry, old, number), event);
        return renamed;
    }

    private static BodyEventId eventId(EntryId entry, Action.EditBody edit, int number) {
        return edit.whole()
                ? BodyEventId.whole(edit.item().bytes(), edit.parents(), edit.splices())
                : BodyEventId.typed(entry.device().bytes(), entry.seq(), number);
    }

    private SortedSet<BodyEventId> events(Set<BodyEventId> old) {
        var renamed = new TreeSet<BodyEventId>();
        old.forEach(event -> renamed.add(bodyEvents.getOrDefault(event, event)));
        return renamed;
    }

    private List<Versioned> values(List<Versioned> old) {
        return old.stream()
                .map(each -> new Versioned(each.value(), author(each.author())))
                .toList();
    }

    private @Nullable EntryId author(@Nullable EntryId author) {
        return author == null ? null : id(author);
    }

    private SortedSet<WriteId> writes(Set<WriteId> old) {
        var renamed = new TreeSet<WriteId>();
        old.forEach(write -> renamed.add(new WriteId(id(write.entry()), write.n())));
        return renamed;
    }

    private EntryId id(EntryId entry) {
        return entry.device().equals(from) && entry.seq() > held
                ? new EntryId(to, entry.seq() - held)
                : entry;
    }
}
