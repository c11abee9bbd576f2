package org.odradek.store;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// A process that makes notes for as long as it lives, and prints each one's title when it was acknowledged.
final class EditingProcess {
    private EditingProcess() {}

    static StoreOptions options() {
        return StoreOptions.of(Clock.systemUTC(), new Desk.Daily(), "Killed");
    }

    public static void main(String[] arguments) {
        var random = new SecureRandom();
        var store =
                switch (Stores.open(Path.of(arguments[0]), options())) {
                    case Opening.Opened(var opened) -> opened;
                    case Opening other -> throw new IllegalStateException(other.toString());
                };
        for (int n = 0; ; n++) {
            var id =
                    new ItemId(
                            KeyMaking.uuid7(
                                    System.currentTimeMillis(),
                                    size -> {
                                        var bytes = new byte[size];
                                        random.nextBytes(bytes);
                                        return bytes;
                                    }));
            var title = arguments[1] + "-" + n;
            var answer =
                    store.submit(
                            Edit.of(
                                    ViewPosition.NEWEST,
                                    new Action.CreateItem(id, ItemKind.NOTE),
                                    Edit.set(id, Field.TITLE, Value.text(title))));
            if (answer instanceof Submission.Accepted) {
                System.out.println(title);
            }
        }
    }
}
