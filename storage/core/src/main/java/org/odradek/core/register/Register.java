package org.odradek.core.register;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.Hlc;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.Origin;
import org.odradek.core.item.Stamp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// One field of one item: a multi-value register (Shapiro et al. 2011) whose writes name what they replace. Entries arrive after
/// their causes, so a write that is replaced has arrived before the one that replaces it. Immutable.
///
/// @param heads in order of identity, so that equal registers are written the same
/// @param past  every write so far, only where the rule is [Field.Rule#MOVE]; else empty
public record Register(List<Head> heads, SortedMap<WriteId, PastWrite> past) {
    public static final Register EMPTY = new Register(List.of(), new TreeMap<>());

    public Register {
        if (heads.size() > 1) {
            var sorted = new ArrayList<>(heads);
            sorted.sort((one, other) -> one.id().compareTo(other.id()));
            heads = sorted;
        }
        heads = List.copyOf(heads);
        past =
                past.isEmpty()
                        ? Collections.emptySortedMap()
                        : Collections.unmodifiableSortedMap(new TreeMap<>(past));
    }

    /// Applies a write.
    ///
    /// @param keepsPast whether the field's rule needs all writes
    /// @param edits     per device, the newest edit of the item by a person; what the write did not know of contests a delete; empty
    ///                  for fields whose flag deletes nothing
    public Register write(
            Stamp stamp,
            Action.SetField write,
            boolean keepsPast,
            SortedMap<DeviceId, Long> edits) {
        var next = new ArrayList<Head>();
        heads.stream().filter(head -> !write.over().contains(head.id())).forEach(next::add);
        var nextPast = new TreeMap<>(past);
        for (int n = 0; n < write.values().size(); n++) {
            var versioned = write.values().get(n);
            var id = new WriteId(stamp.entry(), n);
            next.add(
                    new Head(
                            id,
                            versioned.value(),
                            versioned.author(),
                            stamp.hlc(),
                            stamp.wallMs(),
                            stamp.origin(),
                            write.over(),
                            unknownTo(stamp, versioned.value(), edits)));
            if (keepsPast) {
                nextPast.put(
                        id, new PastWrite(versioned.value(), age(stamp, versioned), write.over()));
            }
        }
        return new Register(next, nextPast);
    }

    /// A move that an undo brings back is as old as it was, so that the same one of a ring is cut as before.
    private Hlc age(Stamp stamp, Versioned versioned) {
        return past.entrySet().stream()
                .filter(
                        write ->
                                write.getKey().entry().equals(versioned.author())
                                        && write.getValue().value().equals(versioned.value()))
                .map(write -> write.getValue().hlc())
                .findFirst()
                .orElse(stamp.hlc());
    }

    /// Notes that a person edited the item without knowing of the heads that delete it.
    public Register contest(Stamp edit) {
        return new Register(
                heads.stream()
                        .map(
                                head ->
                                        deletes(head) && !edit.knows(head.id().entry())
                                                ? head.contested(edit.entry())
                                                : head)
                        .toList(),
                past);
    }

    /// The head that is shown; empty when nobody wrote the field.
    public Optional<Head> winner() {
        return heads.size() == 1
                ? Optional.of(heads.getFirst())
                : heads.stream().min(Head.WINNER_FIRST);
    }

    public Value value() {
        return winner().map(Head::value).orElse(Value.NONE);
    }

    /// The heads by people, the shown one first; housekeeping's when there are no others.
    public List<Head> versions() {
        if (heads.size() < 2) {
            return heads;
        }
        var byPeople = heads.stream().anyMatch(head -> head.origin() != Origin.HOUSEKEEPING);
        return heads.stream()
                .filter(head -> !byPeople || head.origin() != Origin.HOUSEKEEPING)
                .sorted(Head.WINNER_FIRST)
                .toList();
    }

    /// Whether people wrote different values without knowing of each other.
    public boolean isDisputed() {
        var versions = versions();
        return versions.size() > 1
                && versions.stream()
                        .anyMatch(head -> !Value.same(head.value(), versions.getFirst().value()));
    }

    public SortedSet<WriteId> headIds() {
        var ids = new TreeSet<WriteId>();
        heads.forEach(head -> ids.add(head.id()));
        return ids;
    }

    /// Whether a delete stands: some head deletes and no edit contests it, or the later of a delete and a restore deletes.
    public boolean isDeleted() {
        var winner = winner();
        if (winner.isEmpty() || !deletes(winner.get())) {
            return false;
        }
        boolean restored = heads.stream().anyMatch(head -> !deletes(head));
        return restored
                || heads.stream().anyMatch(head -> deletes(head) && head.contestedBy().isEmpty());
    }

    /// Whether a person must decide between deleting and keeping.
    public boolean isDeleteDisputed() {
        boolean deletes = heads.stream().anyMatch(Register::deletes);
        boolean restored = heads.stream().anyMatch(head -> !deletes(head));
        return deletes && (restored || !isDeleted());
    }

    public static boolean deletes(Head head) {
        return head.value().equals(Value.flag(true));
    }

    private static SortedMap<DeviceId, Long> unknownTo(
            Stamp stamp, Value value, SortedMap<DeviceId, Long> edits) {
        var unknown = new TreeMap<DeviceId, Long>();
        if (value.equals(Value.flag(true))) {
            edits.forEach(
                    (device, seq) -> {
                        if (!stamp.knows(new EntryId(device, seq))) {
                            unknown.put(device, seq);
                        }
                    });
        }
        return unknown;
    }
}
