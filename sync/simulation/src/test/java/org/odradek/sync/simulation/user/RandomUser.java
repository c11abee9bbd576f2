package org.odradek.sync.simulation.user;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Submission;
import org.odradek.store.attachment.Attachments.Kept;
import org.odradek.store.edit.BodyEdits;
import org.odradek.store.edit.ItemEdits;
import org.odradek.store.edit.NewItem;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.edit.Resolutions;
import org.odradek.store.edit.TagEdits;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.NotebookRow;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.simulation.device.DailyRule;
import org.odradek.sync.simulation.device.SimulatedDevice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A person with several devices who does one thing after the other, of everything that can be done, and now and then acts upon what the
/// screen showed some time ago. All words hold [#MARKER], which nobody else may ever see.
// Longer than the house's 400 lines, because everything that can be done is one list.
public final class RandomUser {
    public static final String MARKER = "QUINCE";

    /// A screen is at most so many edits old.
    private static final int STALE_MAX = 3;

    /// Of so many items the person who files them is fond.
    private static final int FILED = 4;

    /// Of so many things that a person who imports does by habit one is an import.
    private static final int IMPORTS_OF = 8;

    private static final int IMPORTED_MAX = 600;

    /// From another program, with all that was kept there: devices get most of their entries in a few long rounds.
    private static final int MOVED_MAX = 6_000;

    private static final List<String> NAMES = List.of("Home", "Work", "Travel", "Garden");
    private static final List<String> DAYS =
            List.of("2026-12-01", "2026-12-02", "2026-12-03T09:00");

    private final RandomGenerator random;
    private final Memory memory;
    private final Consumer<String> trace;
    private final List<ItemId> diaries = new ArrayList<>();
    private final Slates slates;
    private final Bins bins;
    private final Habit habit;
    private int words;

    public RandomUser(RandomGenerator random, Memory memory, Habit habit, Consumer<String> trace) {
        this.random = random;
        this.memory = memory;
        this.habit = habit;
        this.bins = new Bins(random, trace);
        this.trace = trace;
        this.slates = new Slates(random, trace);
    }

    public Slates slates() {
        return slates;
    }

    public Bins bins() {
        return bins;
    }

    /// Does one thing, or finds that there is nothing to do it with.
    public void act(SimulatedDevice device) {
        var now = new Desk(device);
        if (habit != Habit.NONE && random.nextBoolean()) {
            now.asUsual();
            return;
        }
        switch (random.nextInt(25)) {
            case 0, 1 -> now.create();
            case 2 -> now.rename();
            case 3, 4, 5 -> now.type();
            case 6, 7 -> now.writeDiary();
            case 8 -> now.setBody();
            case 9 -> now.tag();
            case 10 -> now.notebook();
            case 11 -> now.move();
            case 12, 13 -> now.task();
            case 14 -> now.looks();
            case 15 -> now.trash();
            case 16 -> now.file();
            case 17, 18 -> now.resolve();
            case 19 -> now.undo();
            case 20, 21, 22 -> now.slate();
            case 23, 24 -> now.bin();
            default -> throw new IllegalStateException("no such thing to do");
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// Whether an item has one purpose alone.
    private boolean isKept(ItemId item) {
        return slates.holds(item) || bins.holds(item);
    }

    private String word() {
        return MARKER + ++words;
    }

    /// Notes what was made.
    private interface Blank {
        void note(ItemId item, String title, EntryId entry);
    }

    /// What the person has before them at one device.
    private final class Desk {
        private final SimulatedDevice device;
        private final List<ItemId> listed;
        private final List<NotebookRow> notebooks;
        private final ItemEdits items;

        Desk(SimulatedDevice device) {
            this.device = device;
            var view = device.store().view();
            this.listed =
                    view
                            .ids(
                                    ListQuery.of(
                                            new ListQuery.Scope.All(),
                                            ListQuery.Sort.CREATED,
                                            today()))
                            .stream()
                            .filter(item -> !isKept(item))
                            .toList();
            this.notebooks = view.notebooks();
            this.items =
                    new ItemEdits(view, new NotebookEdits(view), new DailyRule(), device::newId);
        }

        private LocalDate today() {
            return LocalDate.ofInstant(device.clock().instant(), device.clock().getZone());
        }

        private Optional<ItemRow> one() {
            return oneId().flatMap(
                            id -> device.store().view().rows(List.of(id)).stream().findFirst());
        }

        private Optional<ItemId> oneId() {
            return listed.isEmpty() ? Optional.empty() : Optional.of(any(listed));
        }

        private Optional<ItemDetail> shown() {
            return oneId().flatMap(device.store().view()::item);
        }

        /// What the screen showed: mostly the newest, sometimes what was there a few entries ago.
        private ViewPosition upon() {
            long newest = device.store().view().position().value();
            return random.nextInt(4) == 0
                    ? new ViewPosition(Math.max(0, newest - random.nextInt(STALE_MAX)))
                    : ViewPosition.NEWEST;
        }

        private Optional<Submission.Accepted> submit(String what, List<Action> actions) {
            return answered(what, device.submit(Edit.of(upon(), actions)));
        }

        private Optional<Submission.Accepted> answered(String what, Optional<Submission> answer) {
            trace.accept(
                    device.name()
                            + " "
                            + what
                            + ": "
                            + answer.map(RandomUser::told).orElse("power cut"));
            if (answer.orElse(null) instanceof Submission.Accepted accepted) {
                memory.acknowledged(accepted.entry());
                return Optional.of(accepted);
            }
            return Optional.empty();
        }

        private Optional<Submission.Accepted> submit(String what, Planned planned) {
            return planned instanceof Planned.Ready(var actions, _)
                    ? submit(what, actions)
                    : Optional.empty();
        }

        void create() {
            boolean isTask = random.nextBoolean();
            boolean isDiary = random.nextInt(4) == 0;
            var wish =
                    new NewItem(
                            isTask ? ItemKind.TASK : ItemKind.NOTE,
                            word(),
                            isDiary ? "" : word() + "\n" + word() + "\n" + word() + "\n",
                            random.nextBoolean() ? any(NAMES) + "/" + any(NAMES) : null,
                            random.nextBoolean() ? List.of(any(NAMES)) : List.of(),
                            isTask ? any(DAYS) : null,
                            null,
                            "none",
                            isTask && random.nextInt(3) == 0 ? DailyRule.RULE : null,
                            "due",
                            null);
            if (items.create(wish) instanceof Planned.Ready ready) {
                var item = ready.items().getFirst();
                submit("makes", ready)
                        .ifPresent(
                                made -> {
                                    memory.made(item, made.entry());
                                    if (isDiary) {
                                        diaries.add(item);
                                    }
                                });
            }
        }

        /// Notes in an entry each, up to the first that is not taken.
        private void bringIn(int notes) {
            Optional<Submission> answer = Optional.empty();
            int taken = 0;
            for (; taken < notes; taken++) {
                var note = device.newId();
                answer =
                        device.submit(
                                Edit.of(
                                        ViewPosition.NEWEST,
                                        new Action.CreateItem(note, ItemKind.NOTE),
                                        Edit.set(note, Field.TITLE, Value.text(word()))));
                if (!(answer.orElse(null) instanceof Submission.Accepted accepted)) {
                    break;
                }
                memory.acknowledged(accepted.entry());
                memory.made(note, accepted.entry());
            }
            answered("brings in " + taken + " notes", answer);
        }

        void asUsual() {
            switch (habit) {
                case NONE -> {}
                case FILING -> {
                    var fond = listed.stream().sorted().limit(FILED).toList();
                    if (fond.size() > 1) {
                        hang(any(fond), any(fond));
                    }
                }
                case TAGGING -> tag();
                case TRASHING -> bin();
                case IMPORTING -> importOrCreate(IMPORTED_MAX);
                case MOVING_IN -> importOrCreate(MOVED_MAX);
            }
        }

        private void importOrCreate(int notesMax) {
            if (random.nextInt(IMPORTS_OF) == 0) {
                bringIn(1 + random.nextInt(notesMax));
            } else {
                create();
            }
        }

        void slate() {
            if (random.nextInt(4) > 0) {
                slates.write(device, word());
                return;
            }
            blank("makes a slate", slates::add);
        }

        void bin() {
            if (random.nextInt(4) > 0) {
                bins.change(device, word());
                return;
            }
            blank("makes something to throw away", (item, _, _) -> bins.add(item));
        }

        /// Makes an item that has nothing but a title.
        private void blank(String what, Blank made) {
            var title = word();
            var wish =
                    new NewItem(
                            ItemKind.NOTE,
                            title,
                            "",
                            null,
                            List.of(),
                            null,
                            null,
                            "none",
                            null,
                            "due",
                            null);
            if (items.create(wish) instanceof Planned.Ready ready) {
                var item = ready.items().getFirst();
                submit(what, ready)
                        .ifPresent(
                                accepted -> {
                                    memory.made(item, accepted.entry());
                                    made.note(item, title, accepted.entry());
                                });
            }
        }

        void rename() {
            oneId().ifPresent(id -> submit("renames", items.rename(id, word())));
        }

        void type() {
            shown().filter(item -> !diaries.contains(item.row().id()))
                    .ifPresent(
                            item -> {
                                int length = item.body().length();
                                int at = random.nextInt(length + 1);
                                int deleted = Math.min(length - at, random.nextInt(6));
                                submit(
                                        "types",
                                        deleted > 0 && random.nextBoolean()
                                                ? BodyEdits.delete(item, at, deleted)
                                                : BodyEdits.insert(item, at, word()));
                            });
        }

        /// Lines that nobody takes out again, so that each must be there once at the end.
        void writeDiary() {
            var view = device.store().view();
            var here = diaries.stream().filter(view::knows).toList();
            if (here.isEmpty()) {
                return;
            }
            var diary = view.item(any(here));
            diary.ifPresent(
                    item -> {
                        var line = "<" + word() + ">";
                        int at = random.nextBoolean() ? 0 : item.body().length();
                        submit("keeps a diary", BodyEdits.insert(item, at, line + "\n"))
                                .ifPresent(
                                        made -> memory.wrote(line, item.row().id(), made.entry()));
                    });
        }

        void setBody() {
            shown().filter(item -> !diaries.contains(item.row().id()))
                    .ifPresent(
                            item ->
                                    submit(
                                            "replaces the text",
                                            BodyEdits.set(
                                                    item,
                                                    item.body().replace("1", word()) + word())));
        }

        void tag() {
            var tags = new TagEdits(device.store().view());
            if (random.nextInt(4) == 0) {
                submit("renames a tag", tags.rename(any(NAMES), any(NAMES)));
                return;
            }
            shown().ifPresent(
                            item ->
                                    submit(
                                            "tags",
                                            random.nextBoolean()
                                                    ? tags.change(
                                                            item, List.of(any(NAMES)), List.of())
                                                    : tags.change(
                                                            item, List.of(), item.row().tags())));
        }

        void notebook() {
            var edits = new NotebookEdits(device.store().view());
            if (notebooks.isEmpty() || random.nextInt(4) == 0) {
                submit("adds a notebook", edits.add(any(NAMES) + "/" + any(NAMES)));
                return;
            }
            var one = any(notebooks);
            switch (random.nextInt(5)) {
                case 0, 1 -> submit("renames a notebook", edits.rename(one, word()));
                case 2, 3 ->
                        submit(
                                "moves a notebook",
                                edits.move(
                                        one, random.nextInt(3) == 0 ? null : any(notebooks).id()));
                default -> submit("removes a notebook", edits.remove(one));
            }
        }

        void move() {
            one().ifPresent(
                            row -> {
                                if (random.nextInt(3) == 0 && listed.size() > 1) {
                                    hang(row.id(), any(listed));
                                } else {
                                    submit(
                                            "moves",
                                            items.move(
                                                    List.of(row),
                                                    notebooks.isEmpty()
                                                            ? null
                                                            : any(notebooks).id()));
                                }
                            });
        }

        private void hang(ItemId item, ItemId below) {
            submit("makes a sub-task", List.of(Edit.set(item, Field.PARENT, Value.ref(below))));
        }

        void task() {
            one().ifPresent(
                            row -> {
                                var id = row.id();
                                switch (random.nextInt(8)) {
                                    case 0, 1 ->
                                            submit(
                                                    "sets a status",
                                                    items.status(
                                                            row,
                                                            any(List.of(Value.State.values())),
                                                            today()));
                                    case 2 -> submit("sets a date", items.due(id, any(DAYS)));
                                    case 3 -> submit("clears a date", items.due(id, null));
                                    case 4 ->
                                            submit(
                                                    "sets a reminder",
                                                    items.reminder(id, any(DAYS)));
                                    case 5 ->
                                            submit(
                                                    "repeats",
                                                    items.repeat(
                                                            id,
                                                            random.nextBoolean()
                                                                    ? DailyRule.RULE
                                                                    : null));
                                    case 6 ->
                                            submit(
                                                    "repeats otherwise",
                                                    List.of(
                                                            Edit.set(
                                                                    id,
                                                                    Field.REPEAT_FROM,
                                                                    Value.text(
                                                                            any(
                                                                                    List.of(
                                                                                            "due",
                                                                                            "done"))))));
                                    default ->
                                            submit(
                                                    "hears a reminder",
                                                    List.of(
                                                            new Action.MarkReminder(
                                                                    id,
                                                                    DAYS.getLast(),
                                                                    any(
                                                                            List.of(
                                                                                    "shown",
                                                                                    "dismissed")),
                                                                    null)));
                                }
                            });
        }

        void looks() {
            one().ifPresent(
                            row -> {
                                var id = row.id();
                                switch (random.nextInt(4)) {
                                    case 0 ->
                                            submit(
                                                    "pins",
                                                    List.of(
                                                            Edit.set(
                                                                    id,
                                                                    Field.PINNED,
                                                                    Value.flag(!row.pinned()))));
                                    case 1 ->
                                            submit(
                                                    "weighs",
                                                    items.priority(
                                                            id,
                                                            any(List.of("low", "high", "none"))));
                                    case 2 ->
                                            submit(
                                                    "orders",
                                                    items.order(
                                                            id,
                                                            null,
                                                            items.handList(row, today())));
                                    default ->
                                            submit(
                                                    "changes the kind",
                                                    List.of(
                                                            Edit.set(
                                                                    id,
                                                                    Field.KIND,
                                                                    Value.text(
                                                                            row.status() == null
                                                                                    ? "task"
                                                                                    : "note"))));
                                }
                            });
        }

        void trash() {
            var view = device.store().view();
            var trashed =
                    view
                            .rows(
                                    view.ids(
                                            ListQuery.of(
                                                    new ListQuery.Scope.Trash(),
                                                    ListQuery.Sort.CREATED,
                                                    today())))
                            .stream()
                            .filter(row -> !bins.holds(row.id()))
                            .toList();
            switch (random.nextInt(5)) {
                case 0, 1, 2 ->
                        one().ifPresent(row -> submit("trashes", items.trash(List.of(row))));
                case 3 -> {
                    if (!trashed.isEmpty()) {
                        submit("restores", items.restore(List.of(any(trashed))));
                    }
                }
                default -> {
                    var gone = trashed.stream().filter(row -> !diaries.contains(row.id())).toList();
                    if (!gone.isEmpty()) {
                        submit("purges", items.purge(List.of(any(gone))));
                    }
                }
            }
        }

        void file() {
            shown().ifPresent(
                            item -> {
                                if (!item.attachments().isEmpty() && random.nextBoolean()) {
                                    var file = any(item.attachments());
                                    submit(
                                            "detaches",
                                            List.of(
                                                    new Action.Detach(
                                                            item.row().id(),
                                                            file.name(),
                                                            HexFormat.of().parseHex(file.sha256()),
                                                            file.sizeBytes())));
                                    return;
                                }
                                var content = word().getBytes(StandardCharsets.UTF_8);
                                try {
                                    if (device.store()
                                                    .attachments()
                                                    .keep(new ByteArrayInputStream(content))
                                            instanceof Kept.Stored(var sha256, var sizeBytes)) {
                                        submit(
                                                "attaches",
                                                List.of(
                                                        new Action.Attach(
                                                                item.row().id(),
                                                                any(NAMES) + ".txt",
                                                                HexFormat.of().parseHex(sha256),
                                                                sizeBytes)));
                                    }
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }

        void resolve() {
            var view = device.store().view();
            var open = view.conflicts();
            if (open.isEmpty()) {
                return;
            }
            var conflict = any(open);
            if (isKept(conflict.item())
                    || diaries.contains(conflict.item()) && conflict.field().equals("body")) {
                return;
            }
            var choice =
                    any(
                            List.<Resolutions.Choice>of(
                                    new Resolutions.Choice.Take(1),
                                    new Resolutions.Choice.Take(2),
                                    new Resolutions.Choice.Both(),
                                    new Resolutions.Choice.KeepShown(),
                                    new Resolutions.Choice.Newest()));
            submit(
                    "resolves " + conflict.kind() + " of " + conflict.field(),
                    new Resolutions(view).resolve(conflict, choice));
        }

        void undo() {
            var history = device.store().history();
            var plan = random.nextInt(4) == 0 ? history.planRedo() : history.planUndo(null);
            plan.filter(
                            found ->
                                    found.items().stream()
                                                    .noneMatch(
                                                            item ->
                                                                    diaries.contains(item)
                                                                            || isKept(item))
                                            && !found.actions().isEmpty())
                    .ifPresent(
                            found ->
                                    answered(
                                            "takes back",
                                            device.uncertain(() -> history.undo(found))));
        }
    }

    private static String told(Submission answer) {
        return switch (answer) {
            case Submission.Accepted accepted -> accepted.entry().toString();
            case Submission.Refused refused -> "refused, " + refused.reason();
        };
    }
}
