package org.odradek.store.edit;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.view.ConflictRow;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.View;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Turns a decision on a conflict into actions. The edit that carries them has [org.odradek.core.entry.Origin#RESOLVE].
public final class Resolutions {
    private final View view;

    public Resolutions(View view) {
        this.view = view;
    }

    /// What a person chose.
    public sealed interface Choice {
        /// Version `n`, counted from 1.
        record Take(int n) implements Choice {}

        /// A value of their own.
        record Anew(String value) implements Choice {}

        record Both() implements Choice {}

        record KeepShown() implements Choice {}

        record Newest() implements Choice {}

        record ThisDevice() implements Choice {}
    }

    public Planned resolve(ConflictRow conflict, Choice choice) {
        if (conflict.resolved() != null) {
            return new Planned.Refused(Refusal.NOT_POSSIBLE, "This conflict is settled already.");
        }
        return switch (choice) {
            case Choice.Newest _ -> take(conflict, newest(conflict));
            case Choice.ThisDevice _ ->
                    conflict.versions().stream()
                            .filter(ConflictRow.Version::thisDevice)
                            .findFirst()
                            .map(version -> take(conflict, version.n()))
                            .orElseGet(
                                    () -> refused("None of the versions was made on this device."));
            case Choice.Take(var n) -> take(conflict, n);
            case Choice.KeepShown _ -> keepShown(conflict);
            case Choice.Both _ -> both(conflict);
            case Choice.Anew(var value) -> anew(conflict, value);
        };
    }

    private Planned keepShown(ConflictRow conflict) {
        return switch (conflict.kind()) {
            case TEXT -> detail(conflict, this::reviewed);
            case ATTACHMENT -> ready(conflict, List.of());
            case NOTEBOOK_DELETE -> leaveInInbox(conflict);
            case DELETE -> delete(conflict, conflict.shown() == 1);
            case CYCLE -> cycle(conflict, conflict.shown());
            case VALUE, MOVE, UNKNOWN -> take(conflict, Math.max(1, conflict.shown()));
        };
    }

    private Planned take(ConflictRow conflict, int n) {
        var version = conflict.versions().stream().filter(each -> each.n() == n).findFirst();
        if (version.isEmpty()) {
            return refused(
                    "There is no version " + n + "; there are " + conflict.versions().size() + ".");
        }
        var value = version.get().value();
        return switch (conflict.kind()) {
            case TEXT -> detail(conflict, shown -> replaced(shown, value == null ? "" : value));
            case DELETE -> delete(conflict, "deleted".equals(value));
            case NOTEBOOK_DELETE -> n == 1 ? leaveInInbox(conflict) : bringBack(conflict);
            case CYCLE -> cycle(conflict, n);
            case VALUE, MOVE -> write(conflict, value == null ? "" : value);
            case ATTACHMENT, UNKNOWN -> refused("This can only be kept as it is shown.");
        };
    }

    private Planned both(ConflictRow conflict) {
        return switch (conflict.kind()) {
            case TEXT -> detail(conflict, this::reviewed);
            case ATTACHMENT -> ready(conflict, List.of());
            case VALUE -> {
                if (!conflict.field().equals(Field.TITLE.wireName())
                        && !conflict.field().equals(Field.NAME.wireName())) {
                    yield refused("Both can be kept of titles and texts only.");
                }
                var joined =
                        String.join(
                                " / ",
                                conflict.versions().stream()
                                        .map(version -> String.valueOf(version.value()))
                                        .toList());
                yield write(conflict, joined);
            }
            case DELETE, NOTEBOOK_DELETE, MOVE, CYCLE, UNKNOWN ->
                    refused("Both can be kept of titles and texts only.");
        };
    }

    private Planned anew(ConflictRow conflict, String value) {
        return switch (conflict.kind()) {
            case TEXT -> detail(conflict, shown -> replaced(shown, value));
            case VALUE, MOVE -> write(conflict, value);
            case DELETE -> delete(conflict, value.equals("deleted"));
            case NOTEBOOK_DELETE, CYCLE, ATTACHMENT, UNKNOWN ->
                    refused("A value of one's own does not fit here.");
        };
    }

    private static int newest(ConflictRow conflict) {
        return conflict.versions().stream()
                .max(Comparator.comparingLong(ConflictRow.Version::atMs))
                .map(ConflictRow.Version::n)
                .orElse(1);
    }

    /// Writes a value given as the command line prints it.
    private Planned write(ConflictRow conflict, String text) {
        var field = fieldOf(conflict);
        if (field.isEmpty()) {
            return refused("This needs a newer Odradek.");
        }
        Optional<String> wrong = Optional.empty();
        Value value = text.isEmpty() ? Value.NONE : Value.text(text);
        switch (field.get()) {
            case TITLE, NAME -> wrong = FieldCheck.title(text);
            case DUE -> wrong = text.isEmpty() ? wrong : FieldCheck.date("due", text);
            case REMINDER -> wrong = text.isEmpty() ? wrong : FieldCheck.date("reminder", text);
            case STATUS -> {
                var state = state(text);
                if (state.isEmpty()) {
                    return refused("A status is open, done or cancelled, not “" + text + "”.");
                }
                value = new Value.Status(state.get(), null);
            }
            case NOTEBOOK, NOTEBOOK_PARENT, PARENT -> {
                var target = target(field.get(), text);
                if (!text.isEmpty() && !text.equals("/") && target.isEmpty()) {
                    return refused("There is no “" + text + "”.");
                }
                value = Value.ref(target.orElse(null));
            }
            case KIND,
                    REPEAT,
                    REPEAT_FROM,
                    PRIORITY,
                    PINNED,
                    ORDER,
                    TRASHED,
                    CREATED,
                    CHANGED,
                    REMOVED -> {}
        }
        return wrong.isPresent()
                ? refused(wrong.get())
                : ready(conflict, List.of(Edit.set(conflict.item(), field.get(), value)));
    }

    private Optional<ItemId> target(Field field, String text) {
        return field == Field.PARENT
                ? view.withPrefix(text, false).stream().findFirst()
                : view.notebook(text).map(row -> row.id());
    }

    private static Optional<State> state(String text) {
        for (var state : State.values()) {
            if (state.wireName().equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /// A conflict prints `parent` for a sub-task and for a notebook; the log tells the two apart.
    private Optional<Field> fieldOf(ConflictRow conflict) {
        boolean notebook =
                view.notebooks().stream().anyMatch(row -> row.id().equals(conflict.item()));
        return notebook && conflict.field().equals(Field.PARENT.wireName())
                ? Optional.of(Field.NOTEBOOK_PARENT)
                : Field.named(conflict.field());
    }

    private static Planned delete(ConflictRow conflict, boolean delete) {
        return ready(
                conflict, List.of(Edit.set(conflict.item(), Field.TRASHED, Value.flag(delete))));
    }

    private Planned leaveInInbox(ConflictRow conflict) {
        var actions = new ArrayList<Action>();
        conflict.items().forEach(item -> actions.add(Edit.set(item, Field.NOTEBOOK, Value.NONE)));
        actions.addAll(kept(conflict));
        return ready(conflict, actions);
    }

    private Planned bringBack(ConflictRow conflict) {
        var actions = new ArrayList<Action>();
        actions.add(Edit.set(conflict.item(), Field.REMOVED, Value.flag(false)));
        actions.addAll(kept(conflict));
        return ready(conflict, actions);
    }

    /// Items that were trashed with the notebook and edited meanwhile stay, whichever way it is decided.
    private List<Action> kept(ConflictRow conflict) {
        var actions = new ArrayList<Action>();
        for (var item : conflict.items()) {
            boolean wasTrashed =
                    view.item(item)
                            .filter(shown -> shown.heads().containsKey(Field.TRASHED.wireName()))
                            .isPresent();
            if (wasTrashed) {
                actions.add(Edit.set(item, Field.TRASHED, Value.flag(false)));
            }
        }
        return actions;
    }

    /// Version 1 is the tree as it is shown; a further one is a move made again over the shown parent.
    private Planned cycle(ConflictRow conflict, int n) {
        var value =
                conflict.versions().stream()
                        .filter(version -> version.n() == Math.max(1, n))
                        .map(ConflictRow.Version::value)
                        .findFirst();
        return value.isEmpty()
                ? refused("There is no version " + n + ".")
                : write(conflict, String.valueOf(value.get()));
    }

    private Planned detail(ConflictRow conflict, Function<ItemDetail, Planned> then) {
        return view.item(conflict.item())
                .map(then)
                .orElseGet(() -> refused("The note is not there any more."));
    }

    private Planned reviewed(ItemDetail shown) {
        var item = shown.row().id();
        return new Planned.Ready(
                List.of(new Action.ReviewBody(item, shown.frontier())), List.of(item));
    }

    private Planned replaced(ItemDetail shown, String body) {
        var actions = new ArrayList<Action>();
        switch (BodyEdits.set(shown, body)) {
            case Planned.Ready ready -> actions.addAll(ready.actions());
            case Planned.Already _ -> {}
            case Planned.Refused refused -> {
                return refused;
            }
        }
        actions.add(new Action.ReviewBody(shown.row().id(), shown.frontier()));
        return new Planned.Ready(actions, List.of(shown.row().id()));
    }

    private static Planned ready(ConflictRow conflict, List<Action> actions) {
        return actions.isEmpty()
                ? new Planned.Already(List.of(conflict.item()))
                : new Planned.Ready(actions, List.of(conflict.item()));
    }

    private static Planned refused(String sentence) {
        return new Planned.Refused(Refusal.NOT_POSSIBLE, sentence);
    }
}
