package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.HeldStore.Submitting;
import org.odradek.store.view.ViewChange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/// Edits of one batch, of which one fails: each caller hears what became of its own.
final class BatchFaultTest {
    @TempDir Path folder;
    private final List<ViewChange> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger draws = new AtomicInteger();
    private final AtomicInteger forces = new AtomicInteger();
    private HeldStore held;
    private Submitting first;
    private Submitting earlier;
    private Submitting later;
    private Submitting last;
    private int drawsOfOne;

    /// The last three wait for the first, and are one batch behind it.
    @BeforeEach
    void submit() throws Exception {
        held = new HeldStore(folder);
        held.store.subscribe(heard::add);
        var forcing = new CountDownLatch(1);
        held.disk.beforeForce(
                () -> {
                    forcing.countDown();
                    HeldStore.awaitQuietly(goOn);
                });
        held.beforeDraw = draws::incrementAndGet;
        first = held.submitting(1);
        forcing.await();
        drawsOfOne = draws.get();
        earlier = held.submitting(2);
        later = held.submitting(3);
        last = held.submitting(4);
    }

    @AfterEach
    void close() {
        goOn.countDown();
        held.close();
    }

    /// @param number from 1 on, counted from the one that holds up the others
    private boolean isSealing(int number) {
        return draws.get() > (number - 1) * drawsOfOne;
    }

    private void assertEarlierIsMade() throws Exception {
        Desk.accepted(first.answer().get());
        Desk.accepted(earlier.answer().get());
        assertTrue(held.store.view().knows(earlier.item()));
        assertTrue(
                heard.stream()
                        .anyMatch(
                                change -> change.own() && change.items().contains(earlier.item())));
    }

    private void onceTheEarlierIsOnItsWay() {
        draws.incrementAndGet();
        while (isSealing(3) && forces.get() == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void givenEditsOfOneBatch_whenTheDiskRefusesTheLater_thenWhatItTookIsAcceptedAndHeardOf()
            throws Exception {
        held.beforeDraw = this::onceTheEarlierIsOnItsWay;
        held.disk.beforeForce(
                () -> {
                    if (forces.incrementAndGet() > 1) {
                        throw new IOException("the disk refuses");
                    }
                    while (!HeldStore.laneWaitsForTheDisk()) {
                        Thread.onSpinWait();
                    }
                });

        goOn.countDown();

        assertEarlierIsMade();
        assertInstanceOf(Submission.Refused.class, later.answer().get());
        assertInstanceOf(Submission.Refused.class, last.answer().get());
        assertFalse(held.store.view().knows(later.item()));
        held.disk.beforeForce(() -> {});
    }

    @Test
    void givenEditsOfOneBatch_whenForcingTheLaterIsAFault_thenWhatTheDiskTookIsAccepted()
            throws Exception {
        held.beforeDraw = this::onceTheEarlierIsOnItsWay;
        held.disk.beforeForce(
                () -> {
                    if (forces.incrementAndGet() > 1) {
                        throw new IllegalStateException("a fault");
                    }
                    while (!HeldStore.laneWaitsForTheDisk()) {
                        Thread.onSpinWait();
                    }
                });

        goOn.countDown();

        assertEarlierIsMade();
        assertThrows(ExecutionException.class, later.answer()::get);
        assertFalse(held.store.view().knows(later.item()));
        held.disk.beforeForce(() -> {});
    }

    @Test
    void givenEditsOfOneBatch_whenOneIsAFault_thenTheOthersAreMade() throws Exception {
        held.beforeDraw =
                () -> {
                    draws.incrementAndGet();
                    if (isSealing(3) && !isSealing(4)) {
                        draws.addAndGet(drawsOfOne);
                        throw new IllegalStateException("a fault");
                    }
                };
        held.disk.beforeForce(() -> {});

        goOn.countDown();

        assertEarlierIsMade();
        assertThrows(ExecutionException.class, later.answer()::get);
        assertFalse(held.store.view().knows(later.item()));
        Desk.accepted(last.answer().get());
        assertTrue(held.store.view().knows(last.item()));
        held.close();
        held = new HeldStore(folder);
        assertEquals(3, held.store.undelivered(10).size());
    }
}
