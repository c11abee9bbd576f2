package org.odradek.store.history;

import org.odradek.core.action.Action;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.text.BodyEvent;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.TextMerge;
import org.odradek.store.log.EntryRow;
import org.odradek.store.log.PastEntries;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One item's entries in the order in which they were applied, from which any earlier state follows.
final class ItemPast {
    private final ItemId item;
    private final List<One> entries = new ArrayList<>();

    /// One entry and what the log says of it.
    record One(EntryRow row, Entry entry) {}

    ItemPast(ItemId item, List<EntryRow> oldestFirst, PastEntries past) {
        this.item = item;
        for (var row : oldestFirst) {
            past.at(row.place())
                    .filter(Entry::isUnderstood)
                    .ifPresent(entry -> entries.add(new One(row, entry)));
        }
    }

    /// An earlier state and text.
    record Moment(ItemState state, String body) {}

    /// The item with these entries alone; empty when none of them made it.
    Optional<Moment> with(Predicate<EntryRow> wanted) {
        var state = ItemState.empty(item);
        var events = new ArrayList<BodyEvent>();
        var known = new HashSet<BodyEventId>();
        for (var one : entries) {
            if (!wanted.test(one.row)) {
                continue;
            }
            for (var action : one.entry.actions()) {
                if (action.item().equals(item)) {
                    state = state.apply(one.row.stamp(), action);
                }
            }
            for (var event : bodyEvents(one.entry, item)) {
                if (known.containsAll(event.parents().ids()) && known.add(event.id())) {
                    events.add(event);
                }
            }
        }
        if (state.equals(ItemState.empty(item))) {
            return Optional.empty();
        }
        var text = TextMerge.replay(events);
        return Optional.of(new Moment(state.withBody(text.frontier().asSet()), text.text()));
    }

    /// The events of the item's body that an entry brought.
    static List<BodyEvent> bodyEvents(Entry entry, ItemId item) {
        var events = new ArrayList<BodyEvent>();
        int number = 0;
        for (var action : entry.actions()) {
            if (action instanceof Action.EditBody edit) {
                if (edit.item().equals(item)) {
                    events.add(event(entry.id(), edit, number));
                }
                number++;
            }
        }
        return events;
    }

    private static BodyEvent event(EntryId entry, Action.EditBody edit, int number) {
        return edit.whole()
                ? BodyEvent.whole(edit.item().bytes(), edit.parents(), edit.splices())
                : BodyEvent.typed(
                        entry.device().bytes(),
                        entry.seq(),
                        number,
                        edit.parents(),
                        edit.splices());
    }
}
