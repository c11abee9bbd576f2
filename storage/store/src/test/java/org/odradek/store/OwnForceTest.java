package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.odradek.store.journal.StopCause;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// An edit of a text at hand is forced on its caller's thread; whatever that force comes to, nobody hears of the edit before.
final class OwnForceTest {
    private static final int TEXTS_MAX = 1000;

    @TempDir Path folder;
    private final List<String> forcedBy = new CopyOnWriteArrayList<>();
    private final List<Object> heard = new CopyOnWriteArrayList<>();
    private HeldStore held;
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
        held = new HeldStore(folder);
        disk = held.disk;
        store = held.store;
    }

    private Submission type(String text) {
        return held.type(note, text);
    }

    private String body() {
        return held.body(note);
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
    void givenAJournalThatStopped_whenGoingOnIsAFault_thenTheCallerHearsItAndTheNextEditIsTaken() {
        disk.failWith(StopCause.FAULT);
        assertInstanceOf(Submission.Refused.class, type("lost"));
        disk.beforeForce(
                () -> {
                    throw new IllegalStateException("a fault");
                });

        assertThrows(IllegalStateException.class, () -> type("lost"));

        disk.beforeForce(() -> {});
        assertEquals(3, Desk.accepted(type("b")).entry().seq());
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
                    HeldStore.awaitQuietly(goOn);
                });
        var answer = new CompletableFuture<Submission>();
        Thread.ofPlatform().start(() -> answer.complete(type("b")));
        forcing.await();
        while (!HeldStore.laneWaitsForTheDisk() && heard.isEmpty() && !answer.isDone()) {
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
}
