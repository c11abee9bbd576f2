package org.odradek.app.demo;

import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Submission;
import org.odradek.store.edit.ItemEdits;
import org.odradek.store.edit.NewItem;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ViewPosition;

import java.time.LocalDate;
import java.util.List;

/// Somebody at a device of the demo: what they write there, and what they see.
record Person(Store store, StoreOptions options) {
    ItemId make(NewItem wish) {
        var items =
                new ItemEdits(
                        store.view(),
                        new NotebookEdits(store.view()),
                        options.recurrences(),
                        this::newId);
        return carryOut(items.create(wish), Origin.USER);
    }

    ItemId carryOut(Planned planned, Origin origin) {
        if (!(planned instanceof Planned.Ready ready)) {
            throw new IllegalStateException("the demo cannot do this: " + planned);
        }
        submit(ready.actions(), origin);
        return ready.items().getFirst();
    }

    void submit(List<Action> actions, Origin origin) {
        if (store.submit(Edit.of(ViewPosition.NEWEST, actions).as(origin))
                instanceof Submission.Refused refused) {
            throw new IllegalStateException(refused.sentence());
        }
    }

    ItemDetail item(ItemId id) {
        return store.view().item(id).orElseThrow();
    }

    boolean finds(String title) {
        var view = store.view();
        var today = LocalDate.now(options.clock());
        var all = ListQuery.of(new ListQuery.Scope.All(), ListQuery.Sort.TITLE, today);
        return view.rows(view.ids(all)).stream().anyMatch(row -> row.title().equals(title));
    }

    String viewHash() {
        return store.view().viewHash();
    }

    private ItemId newId() {
        return new ItemId(KeyMaking.uuid7(options.clock().millis(), options.randomBytes()));
    }
}
