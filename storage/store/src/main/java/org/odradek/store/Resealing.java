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
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.text.BodyEventId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns a device's entries, oldest first, into those of another device of another account: the same edits under other names. What
/// names the old device in them (what a write replaces, what was seen, who wrote a value that an undo brings back, the events of
/// bodies) names the new one. Not thread-safe.
final class Resealing {
    private static final int HASH_BYTES = 32;

    private final DeviceId from;
    private final DeviceId to;
    private final EntrySealer opening;
    private final EntrySealer sealing;
    private final Map<BodyEventId, BodyEventId> bodyEvents = new HashMap<>();
    private byte[] lastHash = new byte[HASH_BYTES];

    Resealing(DeviceId from, DeviceId to, EntrySealer opening, EntrySealer sealing) {
        this.from = from;
        this.to = to;
        this.opening = opening;
        this.sealing = sealing;
    }

    boolean isOfDevice(EntryId entry) {
        return entry.device().equals(from);
    }

    /// Opens, renames and seals the next entry of the old device. Throws what [EntrySealer#open] throws.
    Resealed next(SealedEntry sealed) {
        var renamed = entry(opening.open(sealed));
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
        old.seen().seqByDevice().forEach((device, seq) -> seen.put(device(device), seq));
        var parked = new TreeSet<EntryId>();
        old.parked().forEach(entry -> parked.add(id(entry)));
        // What was known of another server's chain says nothing about this one.
        return new Causal(
                new VersionVector(seen),
                parked,
                old.hlc(),
                old.wallMs(),
                old.zone(),
                old.origin(),
                old.gesture(),
                null);
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
                    Action.Purge _,
                    Action.Unknown _ ->
                    action;
        };
    }

    /// The id of typing comes from the entry, that of a whole operation from its parents too, so that both may change.
    private Action.EditBody edit(EntryId entry, Action.EditBody old, int number) {
        var renamed =
                new Action.EditBody(old.item(), events(old.parents()), old.splices(), old.whole());
        bodyEvents.put(eventId(entry, old, number), eventId(id(entry), renamed, number));
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
        return new EntryId(device(entry.device()), entry.seq());
    }

    private DeviceId device(DeviceId device) {
        return device.equals(from) ? to : device;
    }
}
