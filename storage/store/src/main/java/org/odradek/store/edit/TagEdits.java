package org.odradek.store.edit;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.View;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Edits of tags.
public final class TagEdits {
    private final View view;

    public TagEdits(View view) {
        this.view = view;
    }

    /// Adds and removes tags of one item.
    public Planned change(ItemDetail shown, List<String> add, List<String> remove) {
        for (var name : add) {
            var wrong = FieldCheck.tag(name);
            if (wrong.isPresent()) {
                return new Planned.Refused(Refusal.BAD_VALUE, wrong.get());
            }
        }
        var item = shown.row().id();
        var has = new LinkedHashSet<String>();
        shown.row().tags().forEach(name -> has.add(DerivedIds.normalisedTag(name)));
        var actions = new ArrayList<Action>();
        if (readsTagsThrough(shown)) {
            shown.row().tags().forEach(name -> actions.add(new Action.AddTag(item, name)));
        }
        int before = actions.size();
        add.stream()
                .filter(name -> !has.contains(DerivedIds.normalisedTag(name)))
                .forEach(name -> actions.add(new Action.AddTag(item, name)));
        remove.stream()
                .filter(name -> has.contains(DerivedIds.normalisedTag(name)))
                .forEach(name -> actions.add(new Action.RemoveTag(item, name)));
        return actions.size() == before
                ? new Planned.Already(List.of(item))
                : new Planned.Ready(actions, List.of(item));
    }

    /// Renames a tag everywhere: the new name is added and the old one removed where it was seen.
    public Planned rename(String from, String to) {
        var wrong = FieldCheck.tag(to);
        if (wrong.isPresent()) {
            return new Planned.Refused(Refusal.BAD_VALUE, wrong.get());
        }
        var actions = new ArrayList<Action>();
        var items = tagged(from);
        for (var item : items) {
            actions.add(new Action.RemoveTag(item, from));
            actions.add(new Action.AddTag(item, to));
        }
        return ready(actions, items, from);
    }

    public Planned removeEverywhere(String name) {
        var items = tagged(name);
        return ready(
                items.stream().map(item -> (Action) new Action.RemoveTag(item, name)).toList(),
                items,
                name);
    }

    private List<ItemId> tagged(String name) {
        var items =
                new ArrayList<>(
                        view.ids(
                                ListQuery.of(
                                        new ListQuery.Scope.Tagged(name),
                                        ListQuery.Sort.UPDATED,
                                        LocalDate.EPOCH)));
        view
                .rows(
                        view.ids(
                                ListQuery.of(
                                        new ListQuery.Scope.Trash(),
                                        ListQuery.Sort.UPDATED,
                                        LocalDate.EPOCH)))
                .stream()
                .filter(
                        row ->
                                row.tags().stream()
                                        .anyMatch(
                                                tag ->
                                                        DerivedIds.normalisedTag(tag)
                                                                .equals(
                                                                        DerivedIds.normalisedTag(
                                                                                name))))
                .forEach(row -> items.add(row.id()));
        return items;
    }

    private static Planned ready(List<Action> actions, List<ItemId> items, String name) {
        return items.isEmpty()
                ? new Planned.Refused(Refusal.NOT_FOUND, "No item has the tag “" + name + "”.")
                : new Planned.Ready(actions, items);
    }

    /// The successor of a recurring task shows its predecessor's tags until somebody writes its own.
    private static boolean readsTagsThrough(ItemDetail shown) {
        return !shown.heads().containsKey(Field.TITLE.wireName()) && !shown.row().tags().isEmpty();
    }
}
