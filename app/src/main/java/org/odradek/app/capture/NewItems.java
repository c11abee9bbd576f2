package org.odradek.app.capture;

import org.odradek.app.flow.Flow;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.Edit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Makes notes and tasks where the person is: in the notebook, with the tag, or for the day that is shown. FX thread only.
public final class NewItems {
    private final Flow flow;
    private final Navigator navigator;

    public NewItems(Flow flow, Navigator navigator) {
        this.flow = flow;
        this.navigator = navigator;
    }

    /// Makes an empty note and opens it.
    public ItemId note() {
        return makeAndOpen(ItemKind.NOTE);
    }

    /// Makes an empty task and opens it.
    public ItemId task() {
        return makeAndOpen(ItemKind.TASK);
    }

    /// Makes a note of this title beside the open one and opens it.
    public ItemId noteTitled(String title) {
        var id = flow.ids().item();
        var actions = at(navigator.placeProperty().get(), id, ItemKind.NOTE);
        actions.add(Edit.set(id, Field.TITLE, Value.text(title)));
        flow.edits().submit(Edit.of(flow.changes().position(), actions), _ -> navigator.open(id));
        return id;
    }

    private ItemId makeAndOpen(ItemKind kind) {
        var id = flow.ids().item();
        if (!(navigator.placeProperty().get() instanceof Place.Listing)
                || navigator.placeProperty().get() instanceof Place.Trash) {
            navigator.go(new Place.Inbox());
        }
        var actions = at(navigator.placeProperty().get(), id, kind);
        flow.edits().submit(Edit.of(flow.changes().position(), actions), _ -> navigator.open(id));
        return id;
    }

    /// The actions that make an item in a place.
    public List<Action> at(Place place, ItemId id, ItemKind kind) {
        List<Action> actions = new ArrayList<>();
        actions.add(new Action.CreateItem(id, kind));
        switch (place) {
            case Place.InNotebook(var notebook) ->
                    actions.add(Edit.set(id, Field.NOTEBOOK, Value.ref(notebook)));
            case Place.Tagged(var tag) -> actions.add(new Action.AddTag(id, tag));
            case Place.Today _ -> {
                if (kind == ItemKind.TASK) {
                    actions.add(Edit.set(id, Field.DUE, Value.text(flow.today().toString())));
                }
            }
            case Place.Inbox _,
                    Place.Upcoming _,
                    Place.All _,
                    Place.Tasks _,
                    Place.Trash _,
                    Place.Searching _,
                    Place.Conflicts _,
                    Place.Settings _,
                    Place.Account _,
                    Place.Devices _,
                    Place.Import _ -> {}
        }
        return actions;
    }

    /// The action that gives a new item its whole body.
    public static Action body(ItemId id, String body) {
        return new Action.EditBody(id, new TreeSet<>(), List.of(new Splice(0, 0, body)), false);
    }
}
