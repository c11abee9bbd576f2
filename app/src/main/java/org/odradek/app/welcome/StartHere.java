package org.odradek.app.welcome;

import org.odradek.app.look.Messages;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.text.Splice;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.view.ViewPosition;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The notebook “Start here” of a new profile. Its ids are fixed, and its texts are whole operations, so that two new devices that
/// join one account have one copy.
public final class StartHere {
    private static final int NOTES = 5;
    private static final int TASKS = 4;

    private StartHere() {}

    public static ItemId notebook() {
        return DerivedIds.example("notebook");
    }

    public static ItemId welcome() {
        return DerivedIds.example("note 1");
    }

    /// Everything that was made, the notebook last.
    static List<ItemId> all() {
        var ids = new ArrayList<ItemId>();
        for (int i = 1; i <= NOTES; i++) {
            ids.add(DerivedIds.example("note " + i));
        }
        for (int i = 1; i <= TASKS; i++) {
            ids.add(DerivedIds.example("task " + i));
        }
        ids.add(notebook());
        return List.copyOf(ids);
    }

    /// Fills a profile in which nothing was ever made; answers whether it did. Blocks for one write.
    public static boolean makeIfNew(Store store, Messages messages) {
        if (store.view().position().compareTo(new ViewPosition(0)) > 0) {
            return false;
        }
        var actions = new ArrayList<Action>();
        actions.add(new Action.CreateItem(notebook(), ItemKind.NOTEBOOK));
        actions.add(
                Edit.set(notebook(), Field.NAME, Value.text(messages.text("welcome.notebook"))));
        // The first of a list is the one changed last, so the tour is written backwards.
        for (int i = TASKS; i >= 1; i--) {
            add(
                    actions,
                    DerivedIds.example("task " + i),
                    ItemKind.TASK,
                    messages.text("welcome.task." + i),
                    "");
        }
        for (int i = NOTES; i >= 1; i--) {
            add(
                    actions,
                    DerivedIds.example("note " + i),
                    ItemKind.NOTE,
                    messages.text("welcome.note." + i),
                    messages.text("welcome.note." + i + ".body"));
        }
        store.submit(Edit.of(ViewPosition.NEWEST, actions).as(Origin.HOUSEKEEPING));
        return true;
    }

    private static void add(
            List<Action> actions, ItemId id, ItemKind kind, String title, String body) {
        actions.add(new Action.CreateItem(id, kind));
        actions.add(Edit.set(id, Field.TITLE, Value.text(title)));
        actions.add(Edit.set(id, Field.NOTEBOOK, Value.ref(notebook())));
        if (!body.isEmpty()) {
            actions.add(
                    new Action.EditBody(
                            id, new TreeSet<>(), List.of(new Splice(0, 0, body)), true));
        }
    }
}
