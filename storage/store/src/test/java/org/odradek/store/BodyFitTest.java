package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.util.List;

/// Texts that no note may hold are refused whole, before anything of them is durable.
final class BodyFitTest {
    private static final String SMILE = "a\ud83d\ude00b";

    @TempDir Path folder;
    private Desk desk;
    private Desk.Device device;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        device = desk.device();
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({"2, 0, x", "1, 1, ''", "2, 1, ''", "0, 2, ''", "1, 1, x"})
    void givenASplice_whenItCutsACharacter_thenItIsRefused(int at, int deleted, String inserted) {
        var note = device.note("Smile", SMILE);

        assertRefused(note, List.of(new Splice(at, deleted, inserted)));
        assertRefused(note, List.of(new Splice(0, 0, "y"), new Splice(at + 1, deleted, inserted)));

        assertEquals(SMILE, device.item(note).body());
    }

    @Test
    void givenATextOfTooManyBytes_whenItIsWrittenInPieces_thenNoneOfThemIsThere() {
        var note = device.note("Long", "short");
        long before = device.store.received().seq(device.store.profile().device());

        assertRefused(note, List.of(new Splice(0, 0, "\u65e5".repeat(6_000_000))));
        assertRefused(note, List.of(new Splice(0, 0, "x".repeat((16 << 20) - 4))));

        assertEquals("short", device.item(note).body());
        assertEquals(before, device.store.received().seq(device.store.profile().device()));
        device.type(note, 0, 5, "x".repeat(16 << 20));
        assertEquals(16 << 20, device.item(note).body().length());
    }

    private void assertRefused(ItemId note, List<Splice> splices) {
        var edit = new Action.EditBody(note, device.item(note).frontier(), splices, false);
        var answer = device.store.submit(Edit.of(ViewPosition.NEWEST, edit));
        assertInstanceOf(Submission.Refused.class, answer);
    }
}
