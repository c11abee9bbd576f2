package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ViewPosition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// An edit that takes several entries is made whole or not at all.
final class LargeEditTest {
    private static final ItemId NOTE = new ItemId(new UUID(0, 1));
    private static final String PASTED = "A line of some length, again and again.\n".repeat(60_000);

    @TempDir Path folder;
    private final AtomicInteger forces = new AtomicInteger();
    private HeldStore held;

    @BeforeEach
    void open() {
        held = new HeldStore(folder);
        Desk.accepted(
                held.store.submit(
                        Edit.of(ViewPosition.NEWEST, new Action.CreateItem(NOTE, ItemKind.NOTE))));
        Desk.accepted(held.type(NOTE, "a"));
    }

    @AfterEach
    void close() {
        held.close();
    }

    private void refuseForcesBehind(int number) {
        held.disk.beforeForce(
                () -> {
                    if (forces.incrementAndGet() > number) {
                        throw new IOException("the disk refuses");
                    }
                });
    }

    private void assertNothingElse(String body, int entries) {
        assertEquals(body, held.body(NOTE));
        assertEquals(entries, held.store.undelivered(100).size());
        held.disk.beforeForce(() -> {});
        Desk.accepted(held.type(NOTE, "b"));
        held.close();
        held = new HeldStore(folder);
        assertEquals(body + "b", held.body(NOTE));
        assertEquals(entries + 1, held.store.undelivered(100).size());
    }

    @Test
    void givenADiskThatTakesOneForce_whenALongTextIsPasted_thenAllOfItIsThere() {
        refuseForcesBehind(1);

        var made = Desk.accepted(held.type(NOTE, PASTED));

        assertTrue(made.entry().seq() > 4, made.toString());
        assertEquals(
                made.entry().seq(), held.store.received().seqByDevice().get(made.entry().device()));
        assertNothingElse("a" + PASTED, (int) made.entry().seq());
    }

    @Test
    void givenADiskThatRefuses_whenALongTextIsPasted_thenNothingOfItIsThere() {
        refuseForcesBehind(0);

        assertEquals(
                Submission.Refusal.READ_ONLY,
                ((Submission.Refused) held.type(NOTE, PASTED)).reason());

        assertNothingElse("a", 2);
    }

    @Test
    void givenAFaultInALaterPiece_whenALongTextIsPasted_thenNothingOfItIsThere() {
        var draws = new AtomicInteger();
        held.beforeDraw = draws::incrementAndGet;
        Desk.accepted(held.type(NOTE, "c"));
        int drawsOfOne = draws.getAndSet(0);
        held.beforeDraw =
                () -> {
                    if (draws.incrementAndGet() > 2 * drawsOfOne) {
                        throw new IllegalStateException("a fault");
                    }
                };

        assertThrows(IllegalStateException.class, () -> held.type(NOTE, PASTED));

        held.beforeDraw = () -> {};
        assertNothingElse("ac", 3);
    }
}
