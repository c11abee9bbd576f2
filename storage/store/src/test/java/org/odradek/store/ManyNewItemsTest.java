package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;

import java.nio.file.Path;
import java.util.ArrayList;

/// So many new items that the tables are not asked for each, among others that are there.
final class ManyNewItemsTest {
    private static final int FEW = 20;

    /// More than stay in memory.
    private static final int MANY = 2_200;

    private static final int EDITED_EACH = 50;

    @TempDir Path folder;

    @Test
    void givenItemsInTheTables_whenManyNewOnesCome_thenEditsFindTheOldOnesAndTheNewOnes() {
        try (var desk = new Desk(folder)) {
            var laptop = desk.device();
            var phone = desk.device();
            var items = new ArrayList<ItemId>();
            for (int n = 0; n < FEW; n++) {
                items.add(laptop.note("Old " + n, "Text"));
            }
            desk.exchange();
            // Nothing is in memory any more.
            phone.restart();
            for (int n = 0; n < MANY; n++) {
                items.add(laptop.note("New " + n, n % 2 == 0 ? "Text" : ""));
            }
            desk.exchange();

            for (int n = 0; n < items.size(); n += n < FEW ? 1 : EDITED_EACH) {
                var item = items.get(n);
                laptop.set(item, Field.TITLE, Value.text("Renamed " + item));
                laptop.type(item, 0, 0, "More ");
            }
            phone.note("Here", "Text");
            desk.exchange();

            assertEquals(ConvergenceTest.hash(laptop), ConvergenceTest.hash(phone));
            assertEquals(ConvergenceTest.shown(laptop, items), ConvergenceTest.shown(phone, items));
            var report = phone.store.doctor().examine(true, _ -> {}, () -> false);
            assertEquals(0, report.findings().size());
        }
    }
}
