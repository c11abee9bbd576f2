package org.odradek.store;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/// A process that makes notes, and writes lines into one of them, for as long as it lives, and prints each title and line when it was
/// acknowledged.
final class EditingProcess {
    /// The note into which every life of the process writes.
    static final ItemId DIARY = new ItemId(new UUID(0x0190_0000_0000_7000L, 1));

    private EditingProcess() {}

    static StoreOptions options() {
        return StoreOptions.of(Clock.systemUTC(), new Desk.Daily(), "Killed");
    }

    public static void main(String[] arguments) {
        var options = options();
        var store =
                switch (Stores.open(Path.of(arguments[0]), options)) {
                    case Opening.Opened(var opened) -> opened;
                    case Opening other -> throw new IllegalStateException(other.toString());
                };
        for (int n = 0; ; n++) {
            var name = arguments[1] + "-" + n;
            var answer = n % 3 == 0 ? writeLine(store, name) : makeNote(store, options, name);
            if (answer instanceof Submission.Accepted) {
                System.out.println(name);
            }
        }
    }

    private static Submission makeNote(Store store, StoreOptions options, String title) {
        var id = new ItemId(KeyMaking.uuid7(System.currentTimeMillis(), options.randomBytes()));
        return store.submit(
                Edit.of(
                        ViewPosition.NEWEST,
                        new Action.CreateItem(id, ItemKind.NOTE),
                        Edit.set(id, Field.TITLE, Value.text(title)),
                        new Action.AddTag(id, "tag" + title.hashCode() % 5)));
    }

    private static Submission writeLine(Store store, String line) {
        var diary = store.view().item(DIARY);
        var splice =
                List.of(
                        new Splice(
                                diary.map(item -> item.body().length()).orElse(0), 0, line + "\n"));
        return diary.isPresent()
                ? store.submit(
                        Edit.of(
                                ViewPosition.NEWEST,
                                new Action.EditBody(DIARY, diary.get().frontier(), splice, false)))
                : store.submit(
                        Edit.of(
                                ViewPosition.NEWEST,
                                new Action.CreateItem(DIARY, ItemKind.NOTE),
                                Edit.set(DIARY, Field.TITLE, Value.text("diary")),
                                new Action.EditBody(DIARY, new TreeSet<>(), splice, false)));
    }
}
