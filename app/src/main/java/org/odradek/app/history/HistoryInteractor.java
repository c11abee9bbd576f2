package org.odradek.app.history;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Changes;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.app.notice.Undoing;
import org.odradek.core.entry.ItemId;
import org.odradek.store.history.History;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// Reads the past of an item and brings versions back. FX thread only.
public final class HistoryInteractor {
    /// As many edits as a person scrolls through in the inspector.
    private static final int ROWS_MAX = 200;

    private final Flow flow;
    private final Undoing undoing;
    private final Messages messages;
    private final TimeWords times;
    private Consumer<List<History.Row>> listener = _ -> {};
    private @Nullable ItemId item;

    public HistoryInteractor(Flow flow, Undoing undoing, Messages messages, TimeWords times) {
        this.flow = flow;
        this.undoing = undoing;
        this.messages = messages;
        this.times = times;
    }

    void onRows(Consumer<List<History.Row>> told) {
        listener = told;
    }

    void show(@Nullable ItemId shown) {
        if (!Objects.equals(item, shown)) {
            item = shown;
            read();
        }
    }

    void changed(Changes.Batch batch) {
        if (item != null && batch.items().contains(item)) {
            read();
        }
    }

    private void read() {
        var id = item;
        if (id == null) {
            listener.accept(List.of());
            return;
        }
        flow.reads()
                .ask(
                        "history.rows",
                        store -> store.history().of(id, ROWS_MAX, null),
                        rows -> {
                            if (id.equals(item)) {
                                listener.accept(rows);
                            }
                        });
    }

    void restore(History.Row row) {
        var id = item;
        if (id != null) {
            flow.edits()
                    .write(
                            store -> store.history().revert(id, row.entry()),
                            done ->
                                    undoing.said(
                                            done.entry(),
                                            messages.text(
                                                    "history.restored",
                                                    times.past(Instant.ofEpochMilli(row.atMs())))));
        }
    }
}
