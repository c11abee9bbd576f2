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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odradek.core.action.Action;
import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.journal.StopCause;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.view.ViewChange;
import org.odradek.store.view.ViewPosition;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// An edit of a text at hand is forced on its caller's thread; whatever that force comes to, nobody hears of the edit before.
final class OwnForceTest {
    private static final int TEXTS_MAX = 1000;

    @TempDir Path folder;
    private final List<String> forcedBy = new CopyOnWriteArrayList<>();
    private final List<Object> heard = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeDraw = () -> {};
    private HeldDisk disk;
    private Store store;
    private ItemId note;

    @BeforeEach
    void open() {
        reopen();
        note = new ItemId(KeyMaking.uuid7(1, size -> new byte[size]));
        Desk.accepted(
                store.submit(
                        Edit.of(ViewPosition.NEWEST, new Action.CreateItem(note, ItemKind.NOTE))));
        Desk.accepted(type("a"));
        store.subscribe(heard::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        var plain = StoreOptions.of(Clock.systemUTC(), new Desk.Daily(), "Held");
        var options =
                new StoreOptions(
                        plain.clock(),
                        size -> {
                            beforeDraw.run();
                            return plain.randomBytes().apply(size);
                        },
                        plain.recurrences(),
                        plain.deviceName(),
                        plain.progress(),
                        at -> disk = new HeldDisk(at));
        store =
                switch (Stores.open(folder, options)) {
                    case Opening.Opened(var opened) -> opened;
                    case Opening other -> throw new IllegalStateException(other.toString());
                };
    }

    private Submission type(String text) {
        var detail = store.view().item(note).orElseThrow();
        var splices = List.of(new Splice(detail.body().length(), 0, text));
        return store.submit(
                Edit.of(
                        ViewPosition.NEWEST,
                        new Action.EditBody(note, detail.frontier(), splices, false)));
    }

    private String body() {
        return store.view().item(note).orElseThrow().body();
    }

    private int undelivered() {
        return store.undelivered(100).size();
    }

    @Test
    void givenATextAtHand_whenTyped_thenTheCallerForcesIt() {
        disk.beforeForce(() -> forcedBy.add(Thread.currentThread().getName()));
        var own = Thread.currentThread().getName();

        // The writing thread may still have the turn of the text before.
        for (int i = 0; i < TEXTS_MAX && !forcedBy.contains(own); i++) {
            Desk.accepted(type("b"));
        }

        assertTrue(forcedBy.contains(own), forcedBy.toString());
    }

    @ParameterizedTest
    @CsvSource({"DISK_FULL, DISK_FULL", "FAULT, READ_ONLY", "NO_ACCESS, READ_ONLY"})
    void givenADiskThatRefuses_whenTyped_thenItIsRefusedAndTheNextEditIsTaken(
            StopCause cause, Submission.Refusal refusal) {
        var hash = store.view().viewHash();
        disk.failWith(cause);

        var refused = (Submission.Refused) type("lost");

        assertEquals(refusal, refused.reason());
        assertEquals("a", body());
        assertEquals(hash, store.view().viewHash());
        assertEquals(2, undelivered());
        assertEquals(List.of(), heard);
        disk.beforeForce(() -> {});
        var next = Desk.accepted(type("b"));
        assertEquals(3, next.entry().seq());
        store.close();
        reopen();
        assertEquals("ab", body());
        assertEquals(3, undelivered());
    }

    @Test
    void givenAFaultWhileForcing_whenTyped_thenTheCallerHearsItAndTheNextEditIsTaken() {
        disk.beforeForce(
                () -> {
                    throw new IllegalStateException("a fault");
                });

        assertThrows(RuntimeException.class, () -> type("lost"));

        assertEquals("a", body());
        assertEquals(List.of(), heard);
        disk.beforeForce(() -> {});
        assertEquals(3, Desk.accepted(type("b")).entry().seq());
        store.close();
        reopen();
        assertEquals("ab", body());
    }

    @Test
    void givenAForceUnderWay_whenTheRowsAreWritten_thenNobodySeesTheEditBeforeItIsForced()
            throws Exception {
        var forcing = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        disk.beforeForce(
                () -> {
                    forcing.countDown();
                    awaitQuietly(goOn);
                });
        var answer = new CompletableFuture<Submission>();
        Thread.ofPlatform().start(() -> answer.complete(type("b")));
        forcing.await();
        while (!laneWaitsForTheDisk() && heard.isEmpty() && !answer.isDone()) {
            Thread.onSpinWait();
        }

        try {
            assertEquals("a", body());
            assertEquals(2, undelivered());
            assertEquals(List.of(), heard);
            assertEquals(false, answer.isDone());
        } finally {
            // A store does not close during a force.
            goOn.countDown();
        }
        Desk.accepted(answer.get());
        assertEquals("ab", body());
        assertEquals(3, undelivered());
        assertEquals(1, heard.size());
    }

    @Test
    void givenEditsOfOneBatch_whenTheDiskRefusesTheLater_thenWhatItTookIsAcceptedAndHeardOf()
            throws Exception {
        var forcing = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        disk.beforeForce(
                () -> {
                    forcing.countDown();
                    awaitQuietly(goOn);
                });
        var draws = new AtomicInteger();
        beforeDraw = draws::incrementAndGet;
        var first = submitting(new ItemId(new UUID(0, 1)));
        forcing.await();
        int drawsOfOne = draws.get();
        // Both wait for the first, and are one batch behind it.
        var earlier = submitting(new ItemId(new UUID(0, 2)));
        var later = submitting(new ItemId(new UUID(0, 3)));
        var forces = new AtomicInteger();
        beforeDraw =
                () -> {
                    // The later one is sealed once the earlier one is on its way to the disk.
                    boolean isLater = draws.incrementAndGet() > 2 * drawsOfOne;
                    while (isLater && forces.get() == 0) {
                        Thread.onSpinWait();
                    }
                };
        disk.beforeForce(
                () -> {
                    if (forces.incrementAndGet() > 1) {
                        throw new IOException("the disk refuses");
                    }
                    while (!laneWaitsForTheDisk()) {
                        Thread.onSpinWait();
                    }
                });

        goOn.countDown();

        Desk.accepted(first.answer.get());
        Desk.accepted(earlier.answer.get());
        assertInstanceOf(Submission.Refused.class, later.answer.get());
        assertTrue(store.view().knows(earlier.item));
        assertFalse(store.view().knows(later.item));
        assertTrue(
                heard.stream()
                        .map(ViewChange.class::cast)
                        .anyMatch(change -> change.own() && change.items().contains(earlier.item)));
        disk.beforeForce(() -> {});
    }

    private record Submitting(ItemId item, CompletableFuture<Submission> answer) {}

    /// Creates an item on a thread of its own; returns once that waits.
    private Submitting submitting(ItemId item) {
        var answer = new CompletableFuture<Submission>();
        var edit = Edit.of(ViewPosition.NEWEST, new Action.CreateItem(item, ItemKind.NOTE));
        var thread = Thread.ofPlatform().start(() -> answer.complete(store.submit(edit)));
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return new Submitting(item, answer);
    }

    private static boolean laneWaitsForTheDisk() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals("odradek-store"))
                .flatMap(each -> Arrays.stream(each.getValue()))
                .anyMatch(
                        frame ->
                                frame.getClassName().equals(OwnEntries.class.getName())
                                        && frame.getMethodName().equals("settle"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
