package org.odradek.app.command;

import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Recurrences;
import org.odradek.store.Store;
import org.odradek.store.edit.ItemEdits;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Resolutions;
import org.odradek.store.edit.TagEdits;
import org.odradek.store.view.View;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Supplier;

/// What every command works with.
///
/// @param clock gives "today" and the zone that times are printed in
/// @param in    standard input of whoever gave the command
/// @param here  the folder of whoever gave the command, from which its paths count
/// @param home  reaches beyond the store: delivery, and the profile's folder
record Desk(
        Store store,
        Clock clock,
        Supplier<ItemId> newIds,
        Recurrences recurrences,
        InputStream in,
        Path here,
        Home home) {
    View view() {
        return store.view();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    NotebookEdits notebooks() {
        return new NotebookEdits(view());
    }

    ItemEdits items() {
        return new ItemEdits(view(), notebooks(), recurrences, newIds);
    }

    TagEdits tags() {
        return new TagEdits(view());
    }

    Resolutions resolutions() {
        return new Resolutions(view());
    }

    ItemJson json() {
        return new ItemJson(view(), clock.getZone());
    }

    /// A path as the giver of the command means it.
    Path at(Path given) {
        return here.resolve(given);
    }

    Desk reading(InputStream other) {
        return new Desk(store, clock, newIds, recurrences, other, here, home);
    }
}
