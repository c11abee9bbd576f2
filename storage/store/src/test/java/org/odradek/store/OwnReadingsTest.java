package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.causality.Hlc;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.text.Splice;
import org.odradek.store.view.ViewPosition;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// The hybrid clock of a device over its own entries.
final class OwnReadingsTest {
    @TempDir Path folder;
    private Desk desk;
    private Desk.Device one;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        one = desk.device();
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    private Hlc reading(long seq) {
        var profile = one.store.profile();
        var sealer =
                new EntrySealer(
                        profile.account(),
                        ContentKeys.of(profile.keys().contentKeys()),
                        one.options.randomBytes());
        var id = new EntryId(profile.device(), seq);
        return sealer.open(one.store.sealed(List.of(id)).getFirst()).causal().hlc();
    }

    @Test
    void givenAClockSetBackByDays_whenTheViewIsReadBackFromTheLog_thenReadingsStillGrow()
            throws IOException {
        one.note("Before", "");
        one.store.close();
        var damage = new ProfileDamage(one.folder, new Random(1));
        damage.keep();
        one.reopen();
        desk.pass(Duration.ofDays(3));
        one.note("Ahead", "");
        desk.pass(Duration.ofDays(-3));
        one.store.close();
        damage.fallBack();
        one.reopen();

        one.note("Set right", "");

        assertTrue(reading(3).compareTo(reading(2)) > 0, reading(2) + ", then " + reading(3));
    }

    @Test
    void givenAnEditThatDoesNotFit_whenRefused_thenItTakesNoReading() {
        var note = one.note("Note", "text");

        var beyond =
                new Action.EditBody(
                        note,
                        one.item(note).frontier(),
                        List.of(new Splice(1_000, 5, "no")),
                        false);

        var answer = one.store.submit(Edit.of(ViewPosition.NEWEST, beyond));

        assertInstanceOf(Submission.Refused.class, answer);
        one.note("Next", "");
        assertEquals(reading(1).counter() + 1, reading(2).counter());
    }
}
