package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;

import java.nio.file.Path;
import java.util.List;

/// A row says how many sub-tasks hang below it, whoever made and moved them.
final class SubtaskCountTest {
    @TempDir Path folder;

    @Test
    void givenSubtasks_whenTheyMoveAndAreDone_thenBothDevicesCountThoseThatAreThere() {
        try (var desk = new Desk(folder)) {
            var author = desk.device();
            var reader = desk.device();
            var one = task(author);
            var other = task(author);
            var moved = task(author);
            var stays = task(author);
            author.set(moved, Field.PARENT, new Value.Ref(one));
            author.set(stays, Field.PARENT, new Value.Ref(one));
            author.set(stays, Field.STATUS, new Value.Status(Value.State.DONE, Desk.TODAY));
            desk.exchange();
            assertCounts(List.of(author, reader), one, 2, 1);

            author.set(moved, Field.PARENT, new Value.Ref(other));
            desk.exchange();
            assertCounts(List.of(author, reader), one, 1, 1);
            assertCounts(List.of(author, reader), other, 1, 0);

            author.set(moved, Field.PARENT, Value.NONE);
            desk.exchange();
            reader.restart();
            assertCounts(List.of(author, reader), one, 1, 1);
            assertCounts(List.of(author, reader), other, 0, 0);
        }
    }

    private static ItemId task(Desk.Device author) {
        var id = author.newId();
        author.submit(new Action.CreateItem(id, ItemKind.TASK));
        return id;
    }

    private static void assertCounts(List<Desk.Device> devices, ItemId parent, int all, int done) {
        for (var device : devices) {
            var row = device.store.view().rows(List.of(parent)).getFirst();
            assertEquals(all, row.subtasks());
            assertEquals(done, row.subtasksDone());
        }
    }
}
