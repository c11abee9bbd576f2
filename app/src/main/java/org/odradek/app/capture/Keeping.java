package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.notice.Notices;
import org.odradek.app.notice.Undoing;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Recurrences;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.edit.ItemEdits;
import org.odradek.store.edit.NewItem;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.view.ViewPosition;

import java.util.List;
import java.util.function.Consumer;

/// Keeps what was captured, as one gesture, where its words say or else where the person is. FX thread only.
public final class Keeping {
    private final Flow flow;
    private final Navigator navigator;
    private final Undoing undoing;
    private final Notices notices;
    private final Recurrences recurrences;
    private final Messages messages;

    public Keeping(
            Flow flow,
            Navigator navigator,
            Undoing undoing,
            Notices notices,
            Recurrences recurrences,
            Messages messages) {
        this.flow = flow;
        this.navigator = navigator;
        this.undoing = undoing;
        this.notices = notices;
        this.recurrences = recurrences;
        this.messages = messages;
    }

    private sealed interface Outcome {
        record Kept(EntryId entry, ItemId item) implements Outcome {}

        record NotKept(String sentence) implements Outcome {}
    }

    /// Keeps a line that was typed into a list.
    public void keepHere(Captured captured, Place place) {
        keep(captured, captured.task(), place, _ -> {});
    }

    /// @param task  a task, else a note, whatever the words say
    /// @param place what the words do not say is taken from here; null for the inbox
    /// @param kept  told whether it is kept
    void keep(Captured captured, boolean task, @Nullable Place place, Consumer<Boolean> kept) {
        var id = flow.ids().item();
        var wish = wish(captured, task);
        var upon = flow.changes().position();
        var today = flow.today().toString();
        flow.edits()
                .run(
                        store -> submit(store, wish, id, place, upon, today),
                        outcome -> {
                            switch (outcome) {
                                case Outcome.Kept(var entry, var item) -> {
                                    kept.accept(true);
                                    said(captured, entry, item);
                                }
                                case Outcome.NotKept(var sentence) -> {
                                    kept.accept(false);
                                    notices.say(sentence);
                                }
                            }
                        });
    }

    private void said(Captured captured, EntryId entry, ItemId item) {
        var where = captured.notebookPath().orElse(messages.text("nav.inbox"));
        undoing.said(entry, messages.text("did.added", where));
        navigator.itemMade(item);
    }

    private static NewItem wish(Captured captured, boolean task) {
        var due = captured.due();
        var reminder = captured.reminder();
        var repeat = captured.repeat();
        return new NewItem(
                task ? ItemKind.TASK : ItemKind.NOTE,
                captured.title(),
                captured.body(),
                captured.notebook(),
                captured.tags(),
                due == null || !task ? null : due.iso(),
                reminder == null || !task ? null : reminder.iso(),
                task ? captured.priority() : "none",
                repeat == null || !task ? null : repeat.rule(),
                repeat == null ? "due" : repeat.from(),
                null);
    }

    private Outcome submit(
            Store store,
            NewItem wish,
            ItemId id,
            @Nullable Place place,
            ViewPosition upon,
            String today) {
        var items =
                new ItemEdits(store.view(), new NotebookEdits(store.view()), recurrences, () -> id);
        return switch (items.create(wish)) {
            case Planned.Ready ready -> {
                var edit = Edit.of(upon, ready.actions()).and(here(wish, id, place, today));
                yield switch (store.submit(edit)) {
                    case Submission.Accepted done -> new Outcome.Kept(done.entry(), id);
                    case Submission.Refused refused -> new Outcome.NotKept(refused.sentence());
                };
            }
            case Planned.Already _ -> new Outcome.NotKept(messages.text("undo.none"));
            case Planned.Refused refused -> new Outcome.NotKept(refused.sentence());
        };
    }

    private static List<Action> here(NewItem wish, ItemId id, @Nullable Place place, String today) {
        return switch (place) {
            case Place.InNotebook(var notebook) when wish.notebookPath() == null ->
                    List.of(Edit.set(id, Field.NOTEBOOK, Value.ref(notebook)));
            case Place.Tagged(var tag) -> List.of(new Action.AddTag(id, tag));
            case Place.Today _ when wish.due() == null && wish.kind() == ItemKind.TASK ->
                    List.of(Edit.set(id, Field.DUE, Value.text(today)));
            case null, default -> List.of();
        };
    }
}
