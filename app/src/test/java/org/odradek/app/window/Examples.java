package org.odradek.app.window;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.view.ViewPosition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/// A small profile to look at.
final class Examples {
    static final ItemId HOME = id(1);
    static final ItemId BILLS = id(2);
    static final ItemId RENT = id(10);
    static final ItemId TRIP = id(20);

    private Examples() {}

    static ItemId id(long n) {
        return new ItemId(new UUID(0x7000L, 0x8000000000000000L | n));
    }

    static void fill(Store store, Clock clock) {
        var today = LocalDate.now(clock);
        notebook(store, HOME, "Home", null);
        notebook(store, BILLS, "Bills", HOME);
        notebook(store, id(3), "Work", null);
        notebook(store, id(4), "Project with a rather long name that does not fit", id(3));
        item(store, id(30), ItemKind.NOTE, "Reading list", "Books and *papers*.\n", null);
        item(
                store,
                TRIP,
                ItemKind.NOTE,
                "Trip to Bergen",
                "# Trip to Bergen\n\n"
                        + "Transfer to the **new** account. The old order *ends* this month.\n\n"
                        + "- [x] change the amount to 1,180\n"
                        + "- [ ] tell the landlord\n\n"
                        + "> a quote\n\n"
                        + "See [[House papers]] and `code`.\n\n"
                        + "```java\n"
                        + "int x = 1; // one\n"
                        + "```\n",
                HOME,
                "travel",
                "home");
        item(store, id(11), ItemKind.TASK, "Call plumber", "kitchen tap", HOME);
        set(store, id(11), Field.DUE, today + "T23:30");
        item(store, id(12), ItemKind.TASK, "Buy stamps", "", null, "errand");
        set(store, id(12), Field.DUE, today.toString());
        item(
                store,
                id(13),
                ItemKind.TASK,
                "A task with a title so long that it cannot possibly fit into one row of the list",
                "and a text that goes on and on and on",
                id(4),
                "work",
                "long");
        set(store, id(13), Field.DUE, today.plusDays(3).toString());
        item(store, RENT, ItemKind.TASK, "Pay rent", "Transfer to the new account", BILLS, "home");
        set(store, RENT, Field.DUE, today.minusDays(2).toString());
        set(store, RENT, Field.PRIORITY, "high");
        set(store, RENT, Field.REPEAT, "FREQ=MONTHLY;BYMONTHDAY=1");
        for (int i = 0; i < 3; i++) {
            item(store, id(40 + i), ItemKind.TASK, "Part " + (i + 1), "", null);
            store.submit(
                    Edit.of(
                            ViewPosition.NEWEST,
                            Edit.set(id(40 + i), Field.PARENT, Value.ref(RENT))));
        }
    }

    private static void notebook(Store store, ItemId id, String name, ItemId parent) {
        var actions = new ArrayList<Action>();
        actions.add(new Action.CreateItem(id, ItemKind.NOTEBOOK));
        actions.add(Edit.set(id, Field.NAME, Value.text(name)));
        if (parent != null) {
            actions.add(Edit.set(id, Field.NOTEBOOK_PARENT, Value.ref(parent)));
        }
        store.submit(Edit.of(ViewPosition.NEWEST, actions));
    }

    static void item(
            Store store,
            ItemId id,
            ItemKind kind,
            String title,
            String body,
            ItemId notebook,
            String... tags) {
        List<Action> actions = new ArrayList<>();
        actions.add(new Action.CreateItem(id, kind));
        actions.add(Edit.set(id, Field.TITLE, Value.text(title)));
        if (!body.isEmpty()) {
            actions.add(
                    new Action.EditBody(
                            id, new TreeSet<>(), List.of(new Splice(0, 0, body)), false));
        }
        if (notebook != null) {
            actions.add(Edit.set(id, Field.NOTEBOOK, Value.ref(notebook)));
        }
        for (var tag : tags) {
            actions.add(new Action.AddTag(id, tag));
        }
        store.submit(Edit.of(ViewPosition.NEWEST, actions));
    }

    static void set(Store store, ItemId id, Field field, String value) {
        store.submit(Edit.of(ViewPosition.NEWEST, Edit.set(id, field, Value.text(value))));
    }
}
