package org.odradek.core.tag;

import org.odradek.core.entry.EntryId;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// An add-wins observed-remove set (Shapiro et al. 2011): an element is in it while an addition of it is there that no removal had
/// seen. Immutable.
///
/// @param additions per element, the entries that added it and what each said about it
public record AddWinsSet<E extends Comparable<E>, V>(
        SortedMap<E, SortedMap<EntryId, V>> additions) {
    public AddWinsSet {
        var copy = new TreeMap<E, SortedMap<EntryId, V>>();
        additions.forEach(
                (element, byEntry) ->
                        copy.put(
                                element,
                                Collections.unmodifiableSortedMap(new TreeMap<>(byEntry))));
        additions = Collections.unmodifiableSortedMap(copy);
    }

    public static <E extends Comparable<E>, V> AddWinsSet<E, V> empty() {
        return new AddWinsSet<>(new TreeMap<E, SortedMap<EntryId, V>>());
    }

    public AddWinsSet<E, V> add(E element, EntryId entry, V said) {
        var next = new TreeMap<>(additions);
        var byEntry = new TreeMap<>(next.getOrDefault(element, new TreeMap<>()));
        byEntry.put(entry, said);
        next.put(element, byEntry);
        return new AddWinsSet<>(next);
    }

    /// Removes the additions that the removal had seen.
    public AddWinsSet<E, V> remove(E element, Predicate<EntryId> seen) {
        var next = new TreeMap<>(additions);
        var left = new TreeMap<>(next.getOrDefault(element, new TreeMap<>()));
        left.keySet().removeIf(seen);
        if (left.isEmpty()) {
            next.remove(element);
        } else {
            next.put(element, left);
        }
        return new AddWinsSet<>(next);
    }

    public boolean isEmpty() {
        return additions.isEmpty();
    }
}
