package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

final class GroupCommitTest {

    private static final Prepared RECORD =
            Prepared.of(new NewRecord(RecordKind.ENTRY, new byte[10]));

    /// A writer that waits for a permit before each batch, and notes the size of every batch.
    private static final class GatedWriter implements GroupCommit.Writer {
        final CountDownLatch begun = new CountDownLatch(1);
        final Semaphore permits = new Semaphore(0);
        final List<Integer> batches = new ArrayList<>();
        private boolean fails;
        private long next = 100;

        @Override
        public List<Place> write(List<Prepared> batch) throws IOException {
            begun.countDown();
            permits.acquireUninterruptibly();
            batches.add(batch.size());
            if (fails) {
                throw new IOException("failed");
            }
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                places.add(new Place(next++));
            }
            return places;
        }

        @Override
        public StopCause causeOf(IOException failure) {
            return StopCause.FAULT;
        }
    }

    @Test
    void givenAForceUnderWay_whenOthersAppend_thenTheyShareTheNextOne() throws Exception {
        GatedWriter writer = new GatedWriter();
        GroupCommit commits = new GroupCommit(writer, 1000);
        try (ExecutorService threads = Executors.newFixedThreadPool(9)) {
            Future<AppendResult> first = threads.submit(() -> commits.append(List.of(RECORD)));
            writer.begun.await();
            List<Future<AppendResult>> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(threads.submit(() -> commits.append(List.of(RECORD))));
            }
            awaitQueued(commits, 80);

            writer.permits.release(100);

            assertEquals(new AppendResult.Durable(List.of(new Place(100))), first.get());
            List<Place> places = new ArrayList<>();
            for (Future<AppendResult> other : others) {
                places.addAll(other.get().placesOrThrow());
            }
            places.sort(null);
            assertEquals(List.of(1, 8), writer.batches);
            assertEquals(new Place(101), places.getFirst());
            assertEquals(new Place(108), places.getLast());
        }
    }

    @Test
    void givenFullQueue_whenAppended_thenCallerWaitsForRoom() throws Exception {
        GatedWriter writer = new GatedWriter();
        GroupCommit commits = new GroupCommit(writer, 15);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<AppendResult> first = threads.submit(() -> commits.append(List.of(RECORD)));
            writer.begun.await();
            Future<AppendResult> second = threads.submit(() -> commits.append(List.of(RECORD)));
            awaitQueued(commits, 10);
            Future<AppendResult> third = threads.submit(() -> commits.append(List.of(RECORD)));
            awaitHeldBack(commits);

            writer.permits.release(100);

            first.get();
            second.get();
            third.get();
            assertEquals(List.of(1, 1, 1), writer.batches);
        }
    }

    @Test
    void givenFailingWrite_whenOthersWait_thenAllAreToldAndLaterOnesRefused() throws Exception {
        GatedWriter writer = new GatedWriter();
        writer.fails = true;
        GroupCommit commits = new GroupCommit(writer, 1000);
        AppendResult failed = new AppendResult.NotWritten(new Stop(StopCause.FAULT, "failed"));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<AppendResult> first = threads.submit(() -> commits.append(List.of(RECORD)));
            writer.begun.await();
            Future<AppendResult> second = threads.submit(() -> commits.append(List.of(RECORD)));
            awaitQueued(commits, 10);

            writer.permits.release(100);

            assertEquals(failed, first.get());
            assertEquals(failed, second.get());
            assertEquals(failed, commits.append(List.of(RECORD)));
            assertEquals(List.of(1), writer.batches);
        }
    }

    @Test
    void givenWriterWithADefect_whenAppended_thenStoppedAndTheDefectIsThrown() {
        GroupCommit commits =
                new GroupCommit(
                        new GroupCommit.Writer() {
                            @Override
                            public List<Place> write(List<Prepared> batch) {
                                throw new IllegalStateException("defect");
                            }

                            @Override
                            public StopCause causeOf(IOException failure) {
                                return StopCause.FAULT;
                            }
                        },
                        1000);

        assertThrows(IllegalStateException.class, () -> commits.append(List.of(RECORD)));
        assertEquals(StopCause.FAULT, commits.stopped().orElseThrow().cause());
    }

    @Test
    void givenInterruptedWaiter_whenTheBatchIsDone_thenItHasItsAnswerAndItsInterrupt()
            throws Exception {
        GatedWriter writer = new GatedWriter();
        GroupCommit commits = new GroupCommit(writer, 1000);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            Future<AppendResult> first = threads.submit(() -> commits.append(List.of(RECORD)));
            writer.begun.await();
            AppendResult[] result = new AppendResult[1];
            boolean[] interrupted = new boolean[1];
            Thread waiter =
                    new Thread(
                            () -> {
                                result[0] = commits.append(List.of(RECORD));
                                interrupted[0] = Thread.currentThread().isInterrupted();
                            });
            waiter.start();
            awaitQueued(commits, 10);
            waiter.interrupt();
            writer.permits.release(100);
            waiter.join();
            first.get();

            assertEquals(new AppendResult.Durable(List.of(new Place(101))), result[0]);
            assertTrue(interrupted[0]);
            assertFalse(commits.stopped().isPresent());
        }
    }

    private static void awaitQueued(GroupCommit commits, long bytes) {
        while (commits.queuedBytes() != bytes) {
            Thread.onSpinWait();
        }
    }

    private static void awaitHeldBack(GroupCommit commits) {
        while (commits.heldBack() != 1) {
            Thread.onSpinWait();
        }
    }
}
