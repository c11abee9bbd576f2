package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ViewChange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Listeners that fail: the edit stands, and nobody waits for ever.
final class ListenerFaultTest {
    @TempDir Path folder;
    private final List<ViewChange> heard = new ArrayList<>();
    private Desk desk;
    private Desk.Device one;
    private ItemId note;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        one = desk.device();
        note = one.note("Trip", "");
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    private void name(String title) {
        one.set(note, Field.TITLE, Value.text(title));
    }

    private void failing(Error error) {
        one.store.subscribe(
                _ -> {
                    throw error;
                });
        one.store.subscribe(heard::add);
    }

    @Test
    void givenAListenerThatThrowsAnError_whenEdited_thenTheOthersHearAndTheStoreGoesOn() {
        failing(new NoClassDefFoundError("a class"));

        name("Journey");
        name("Voyage");

        assertEquals(2, heard.size());
        assertEquals("Voyage", one.item(note).row().title());
    }

    @Test
    void givenAListenerThatBreaksTheMachine_whenEdited_thenTheEditStandsAndTheStoreOnlyReads()
            throws Exception {
        var died = new CompletableFuture<Throwable>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("odradek-store"))
                .forEach(thread -> thread.setUncaughtExceptionHandler((_, e) -> died.complete(e)));
        var broken = new InternalError("the machine is broken");
        failing(broken);

        name("Journey");

        assertEquals(broken, died.get());
        var refused =
                (Submission.Refused)
                        one.store.submit(
                                Edit.of(
                                        one.store.view().position(),
                                        Edit.set(note, Field.TITLE, Value.text("Voyage"))));
        assertEquals(Submission.Refusal.READ_ONLY, refused.reason());
        assertThrows(IllegalStateException.class, () -> one.store.facts().put("fact", new byte[1]));
        assertEquals("Journey", one.item(note).row().title());
        one.restart();
        assertEquals("Journey", one.item(note).row().title());
        name("Voyage");
        assertTrue(one.store.doctor().examine(true, _ -> {}, () -> false).ok());
    }
}
