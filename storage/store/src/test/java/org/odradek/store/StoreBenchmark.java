package org.odradek.store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ViewPosition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Measures a durable edit against a plain forced append of as many bytes in the same run, and lists of many items. A measure for a person,
/// which runs when `odradek.items` says how many.
@EnabledIfSystemProperty(named = "odradek.items", matches = "[0-9]+")
final class StoreBenchmark {
    private static final int EDITS = 4_000;

    /// So many edits the compiler needs before it has done its work, as it has in a window that is open for a while.
    private static final int WARM_UP_EDITS = 6_000;

    @TempDir Path folder;

    @Test
    void givenManyItems_whenOneIsEditedAndAllAreListed_thenItIsPrintedHowLongThatTook()
            throws IOException {
        int items = Integer.getInteger("odradek.items");
        var options = StoreOptions.of(Clock.systemUTC(), new Desk.Daily(), "Measured");
        var store = open(folder.resolve("profile"), options);
        fill(store, options, items);
        edits(store, options, folder);
        lists(store);
        store.close();
        long start = System.nanoTime();
        store = open(folder.resolve("profile"), options);
        print("open again", System.nanoTime() - start);
        lists(store);
        store.close();
    }

    private static Store open(Path profile, StoreOptions options) {
        return switch (Stores.open(profile, options)) {
            case Opening.Opened(var opened) -> opened;
            case Opening other -> throw new IllegalStateException(other.toString());
        };
    }

    private static ItemId id(StoreOptions options) {
        return new ItemId(KeyMaking.uuid7(options.clock().millis(), options.randomBytes()));
    }

    private static void fill(Store store, StoreOptions options, int items) {
        long start = System.nanoTime();
        for (int done = 0; done < items; ) {
            var actions = new ArrayList<Action>();
            for (int n = 0; n < 100 && done < items; n++, done++) {
                var id = id(options);
                actions.add(new Action.CreateItem(id, ItemKind.NOTE));
                actions.add(Edit.set(id, Field.TITLE, Value.text("Note number " + done)));
                actions.add(
                        new Action.EditBody(
                                id,
                                new TreeSet<>(),
                                List.of(
                                        new Splice(
                                                0,
                                                0,
                                                "The text of note " + done + ". ".repeat(100))),
                                true));
            }
            store.submit(Edit.of(ViewPosition.NEWEST, actions));
        }
        print("fill with " + items + " items", System.nanoTime() - start);
    }

    private static void edits(Store store, StoreOptions options, Path folder) throws IOException {
        var id = id(options);
        store.submit(Edit.of(ViewPosition.NEWEST, new Action.CreateItem(id, ItemKind.NOTE)));
        var file = folder.resolve("plain");
        var plain = new long[EDITS];
        var durable = new long[EDITS];
        // Written beforehand, as the journal does, so that both force data alone.
        Files.write(file, new byte[16 << 20]);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
            edit(store, id, 0);
            int size = store.undelivered(100_000).getLast().encode().length;
            for (int n = -WARM_UP_EDITS; n < EDITS; n++) {
                int at = n + WARM_UP_EDITS;
                // A force after other work may cost more, so that each is the first in turn.
                long plainFirstNs = at % 2 == 0 ? append(channel, at, size) : 0;
                long durableNs = edit(store, id, at + 1);
                long plainNs = at % 2 == 0 ? plainFirstNs : append(channel, at, size);
                if (n >= 0) {
                    durable[n] = durableNs;
                    plain[n] = plainNs;
                }
            }
        }
        Arrays.sort(plain);
        Arrays.sort(durable);
        print("plain forced append, median", plain[EDITS / 2]);
        print("durable edit, median", durable[EDITS / 2]);
        print("plain forced append, 95 of 100", plain[EDITS * 95 / 100]);
        print("durable edit, 95 of 100", durable[EDITS * 95 / 100]);
        print("durable edit, 99 of 100", durable[EDITS * 99 / 100]);
        System.out.printf(
                Locale.ROOT, "ratio %.2f%n", (double) durable[EDITS / 2] / plain[EDITS / 2]);
    }

    private static long edit(Store store, ItemId id, int at) {
        var frontier = store.view().item(id).orElseThrow().frontier();
        var splices = List.of(new Splice(at, 0, "x"));
        var edit = Edit.of(ViewPosition.NEWEST, new Action.EditBody(id, frontier, splices, false));
        long start = System.nanoTime();
        store.submit(edit);
        return System.nanoTime() - start;
    }

    private static long append(FileChannel channel, int at, int size) throws IOException {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(size), (long) at * size);
        channel.force(false);
        return System.nanoTime() - start;
    }

    private static void lists(Store store) {
        for (var sort : ListQuery.Sort.values()) {
            long start = System.nanoTime();
            var ids = store.view().ids(ListQuery.of(new ListQuery.Scope.All(), sort, Desk.TODAY));
            print("ids by " + sort + " of " + ids.size(), System.nanoTime() - start);
            start = System.nanoTime();
            store.view().rows(ids.subList(0, Math.min(200, ids.size())));
            print("200 rows", System.nanoTime() - start);
        }
        long start = System.nanoTime();
        store.view().counts(Desk.TODAY);
        print("counts", System.nanoTime() - start);
    }

    private static void print(String what, long nanos) {
        System.out.printf(Locale.ROOT, "%-40s %10.3f ms%n", what, nanos / 1e6);
    }
}
