package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A notebook that one device removes while others edit what is in it, as devices show it that learn of that in different orders.
final class RemovedNotebookTest {
    @TempDir Path folder;
    private Desk desk;
    private Desk.Device one;
    private Desk.Device two;
    private Desk.Device three;
    private Desk.Device four;
    private Desk.Device five;
    private ItemId item;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        one = desk.device();
        two = desk.device();
        three = desk.device();
        four = desk.device();
        five = desk.device();
        item = one.note("Trip", "pack bags");
        var home = DerivedIds.notebook(null, "Home", 0);
        one.submit(
                new Action.CreateItem(home, ItemKind.NOTEBOOK),
                Edit.set(home, Field.NAME, Value.text("Home")),
                Edit.set(home, Field.NOTEBOOK_PARENT, Value.NONE),
                Edit.set(item, Field.NOTEBOOK, Value.ref(home)));
        desk.exchange();
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    private static void hand(Desk.Device from, Desk.Device to) {
        var own = from.store.profile().device();
        var newest = new EntryId(own, from.store.received().seq(own));
        to.store.receive(from.store.sealed(List.of(newest)));
    }

    @Test
    void givenTwoAlikeEditsOfWhatIsInIt_whenTheyComeInEitherOrder_thenAllShowTheSameConflict() {
        var view = one.store.view();
        var removal = new NotebookEdits(view).remove(view.notebook("Home").orElseThrow());
        one.submit(assertInstanceOf(Planned.Ready.class, removal).actions().toArray(Action[]::new));
        two.set(item, Field.TITLE, Value.text("Journey"));
        desk.pass(Duration.ofMinutes(1));
        three.set(item, Field.TITLE, Value.text("Journey"));

        for (var from : List.of(one, three, two)) {
            hand(from, four);
        }
        for (var from : List.of(two, three, one)) {
            hand(from, five);
        }

        assertEquals(1, four.store.view().conflicts().size());
        assertEquals(four.store.view().conflicts(), five.store.view().conflicts());
    }
}
