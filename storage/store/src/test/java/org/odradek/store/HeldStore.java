package org.odradek.store;

import org.odradek.core.action.Action;
import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// A store on a [HeldDisk], whose random numbers are held as well: an edit draws some when it is sealed.
final class HeldStore implements AutoCloseable {
    final Path folder;
    volatile Runnable beforeDraw = () -> {};
    HeldDisk disk;
    Store store;

    HeldStore(Path folder) {
        this.folder = folder;
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

    @Override
    public void close() {
        store.close();
    }

    Submission type(ItemId note, String text) {
        var detail = store.view().item(note).orElseThrow();
        var splices = List.of(new Splice(detail.body().length(), 0, text));
        return store.submit(
                Edit.of(
                        ViewPosition.NEWEST,
                        new Action.EditBody(note, detail.frontier(), splices, false)));
    }

    String body(ItemId note) {
        return store.view().item(note).orElseThrow().body();
    }

    /// An edit on its way.
    record Submitting(ItemId item, CompletableFuture<Submission> answer) {}

    /// Creates an item on a thread of its own; returns once that waits.
    Submitting submitting(int number) {
        var item = new ItemId(new UUID(0, number));
        var answer = new CompletableFuture<Submission>();
        var edit = Edit.of(ViewPosition.NEWEST, new Action.CreateItem(item, ItemKind.NOTE));
        var thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        answer.complete(store.submit(edit));
                                    } catch (RuntimeException e) {
                                        answer.completeExceptionally(e);
                                    }
                                });
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return new Submitting(item, answer);
    }

    static boolean laneWaitsForTheDisk() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals("odradek-store"))
                .flatMap(each -> Arrays.stream(each.getValue()))
                .anyMatch(
                        frame ->
                                frame.getClassName().equals(OwnEntries.class.getName())
                                        && frame.getMethodName().equals("settle"));
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
