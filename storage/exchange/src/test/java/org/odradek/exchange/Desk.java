package org.odradek.exchange;

import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Recurrences;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// A profile in a folder of its own, with what imports and exports it.
final class Desk implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

    private final Path folder;
    private final Random random;
    final Store store;
    final Importer importer;
    final Exporter exporter;

    Desk(Path folder, long seed) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.random = new Random(seed);
        var options = new StoreOptions(CLOCK, this::bytes, new NoRecurrences(), "Desk", _ -> {});
        this.store =
                switch (Stores.open(folder.resolve("profile"), options)) {
                    case Opening.Opened(var opened) -> opened;
                    case Opening other -> throw new IllegalStateException(other.toString());
                };
        this.importer = new Importer(store, CLOCK, () -> new GestureId(uuid()));
        this.exporter = new Exporter(store, CLOCK);
    }

    ImportReport run(Path source, String... into) throws IOException {
        return outcome(source, false, ExchangeWatch.NONE, into).report();
    }

    ImportReport preview(Path source, String... into) throws IOException {
        return outcome(source, true, ExchangeWatch.NONE, into).report();
    }

    ImportOutcome outcome(Path source, boolean dryRun, ExchangeWatch watch, String... into)
            throws IOException {
        var scratch = Files.createDirectories(folder.resolve("scratch"));
        var opened = new FormatDetector(scratch, ZoneOffset.UTC).open(source, null);
        if (!(opened instanceof FormatDetector.Opened.Source(var found))) {
            throw new IllegalStateException(opened.toString());
        }
        try (found) {
            return dryRun
                    ? importer.preview(found, List.of(into), watch)
                    : importer.run(found, List.of(into), watch);
        }
    }

    ExportOutcome write(Path target, ExchangeFormat format) {
        return exporter.run(
                new ExportWish(target, format, new ExportWish.Scope.Everything(), false),
                ExchangeWatch.NONE);
    }

    List<ItemRow> rows() {
        return store.view()
                .rows(
                        store.view()
                                .ids(
                                        ListQuery.of(
                                                new ListQuery.Scope.All(),
                                                ListQuery.Sort.TITLE,
                                                LocalDate.EPOCH)));
    }

    List<String> titles() {
        return rows().stream().map(ItemRow::title).toList();
    }

    ItemDetail item(String title) {
        var row = rows().stream().filter(one -> one.title().equals(title)).findFirst();
        return store.view().item(row.orElseThrow().id()).orElseThrow();
    }

    ItemId newId() {
        return new ItemId(uuid());
    }

    @Override
    public void close() {
        store.close();
    }

    /// A UUIDv7 of the fixed clock's time.
    private UUID uuid() {
        var high = CLOCK.millis() << 16 | 0x7000L | random.nextInt(0x1000);
        return new UUID(high, random.nextLong() & ~(0b11L << 62) | 0b10L << 62);
    }

    private synchronized byte[] bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /// No test here completes a recurring task.
    private static final class NoRecurrences implements Recurrences {
        @Override
        public Optional<String> next(String rule, String due, LocalDate after) {
            return Optional.empty();
        }

        @Override
        public boolean isValid(String rule) {
            return true;
        }
    }
}
