package org.odradek.app.items;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.app.notice.Undoing;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Successor;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.view.ItemRow;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// What can be done to chosen items from a list, a panel or the palette: each one gesture, said in one toast with Undo. FX thread
/// only.
public final class Deeds {
    private final Flow flow;
    private final Undoing undoing;
    private final Messages messages;
    private final TimeWords times;

    public Deeds(Flow flow, Undoing undoing, Messages messages, TimeWords times) {
        this.flow = flow;
        this.undoing = undoing;
        this.messages = messages;
        this.times = times;
    }

    /// Sets the status of tasks. Completing a repeating one says when it comes next.
    public void setState(Collection<ItemRow> rows, State state) {
        var tasks = rows.stream().filter(row -> row.status() != null).toList();
        if (tasks.isEmpty()) {
            return;
        }
        var on = state == State.OPEN ? null : flow.today();
        var edit =
                each(tasks, row -> Edit.set(row.id(), Field.STATUS, new Value.Status(state, on)));
        boolean repeats = tasks.size() == 1 && tasks.getFirst().repeat() != null;
        if (state == State.DONE && repeats) {
            completeRepeating(tasks.getFirst(), edit);
        } else {
            undoing.submit(edit, counted("did." + state.wireName(), tasks));
        }
    }

    private record Completed(Submission submission, @Nullable String nextDue) {}

    private void completeRepeating(ItemRow task, Edit edit) {
        flow.edits()
                .run(
                        store -> {
                            var submission = store.submit(edit);
                            return new Completed(submission, nextDue(store, task).orElse(null));
                        },
                        done -> {
                            if (done.submission() instanceof Submission.Accepted accepted) {
                                undoing.said(accepted.entry(), completedWords(done.nextDue()));
                            }
                        });
    }

    private static Optional<String> nextDue(Store store, ItemRow task) {
        return store.view()
                .item(Successor.id(task.id()))
                .map(next -> next.row().due())
                .filter(Objects::nonNull);
    }

    private String completedWords(@Nullable String nextDue) {
        return nextDue == null
                ? messages.count("did.done", 1)
                : messages.text("did.done.next", times.day(day(nextDue)));
    }

    private static LocalDate day(String due) {
        return due.length() > 10 ? LocalDateTime.parse(due).toLocalDate() : LocalDate.parse(due);
    }

    public void setPriority(Collection<ItemRow> rows, String priority) {
        undoing.submit(
                each(rows, row -> Edit.set(row.id(), Field.PRIORITY, Value.text(priority))),
                messages.text("did.priority", messages.text("priority." + priority)));
    }

    /// @param due an ISO date or local date-time; null for none
    public void setDue(Collection<ItemRow> rows, @Nullable String due) {
        var words = due == null ? messages.text("task.due.none") : times.day(day(due));
        undoing.submit(
                each(rows, row -> Edit.set(row.id(), Field.DUE, Value.text(due))),
                messages.text("did.due", words));
    }

    public void addTag(Collection<ItemRow> rows, String tag) {
        undoing.submit(
                each(rows, row -> new Action.AddTag(row.id(), tag)),
                counted("did.tagged", rows, tag));
    }

    /// @param notebook null for the inbox
    public void move(Collection<ItemRow> rows, @Nullable ItemId notebook, String name) {
        undoing.submit(
                each(rows, row -> Edit.set(row.id(), Field.NOTEBOOK, Value.ref(notebook))),
                counted("did.moved", rows, name));
    }

    public void trash(Collection<ItemRow> rows) {
        if (!rows.isEmpty()) {
            undoing.submit(
                    each(rows, row -> Edit.set(row.id(), Field.TRASHED, Value.flag(true))),
                    counted("did.trashed", rows));
        }
    }

    public void restore(Collection<ItemRow> rows) {
        undoing.submit(
                each(rows, row -> Edit.set(row.id(), Field.TRASHED, Value.flag(false))),
                counted("did.restored", rows));
    }

    /// Deletes for ever, which nothing takes back.
    public void purge(Collection<ItemRow> rows) {
        flow.edits().submit(each(rows, row -> new Action.Purge(row.id())));
    }

    private Edit each(Collection<ItemRow> rows, Function<ItemRow, Action> action) {
        List<Action> actions = new ArrayList<>(rows.size());
        rows.forEach(row -> actions.add(action.apply(row)));
        return Edit.of(flow.changes().position(), actions);
    }

    /// A sentence that names the one item, or counts them.
    private String counted(String key, Collection<ItemRow> rows, Object... others) {
        return messages.count(key, rows.size(), others);
    }

    /// How long a task that was just done keeps its place in a list that shows open ones.
    static final Duration LINGER = Duration.ofSeconds(1);
}
