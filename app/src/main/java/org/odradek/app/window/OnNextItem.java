package org.odradek.app.window;

import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.odradek.app.editor.EditorModel;
import org.odradek.store.view.ItemDetail;

/// Does something once, as soon as the editor shows another item.
final class OnNextItem {
    private final EditorModel model;
    private final @Nullable ItemDetail before;
    private final Runnable work;
    private Subscription subscription = Subscription.EMPTY;
    private boolean done;

    OnNextItem(EditorModel model, @Nullable ItemDetail before, Runnable work) {
        this.model = model;
        this.before = before;
        this.work = work;
    }

    void listen() {
        subscription = model.itemProperty().subscribe(this::shown);
    }

    private void shown(@Nullable ItemDetail now) {
        boolean other =
                now != null && (before == null || !now.row().id().equals(before.row().id()));
        if (other && !done) {
            done = true;
            subscription.unsubscribe();
            work.run();
        }
    }
}
