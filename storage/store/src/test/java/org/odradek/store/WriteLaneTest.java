package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.odradek.store.journal.Stop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

final class WriteLaneTest {
    private static final String LANE = "odradek-store";

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final WriteLane lane = new WriteLane(this::runBatch);

    @AfterEach
    void close() {
        lane.close();
    }

    private void runBatch(List<Work<?>> batch) {
        steps.add("batch of " + batch.size());
        for (var work : batch) {
            ((Step) work).run();
            work.complete();
        }
    }

    /// Notes which of its parts ran on which thread.
    private class Step extends Work<String> {
        private final String name;
        private final boolean begins;

        Step(String name, boolean begins, boolean alone) {
            super(alone);
            this.name = name;
            this.begins = begins;
        }

        private void note(String part) {
            boolean isLane = Thread.currentThread().getName().equals(LANE);
            steps.add(name + " " + part + (isLane ? " on the lane" : " on the caller"));
        }

        @Override
        boolean begin() {
            note("begins");
            return begins;
        }

        @Override
        void run() {
            note("runs");
        }

        @Override
        String answer() {
            return name;
        }

        @Override
        String stopped(Stop stop) {
            return stop.detail();
        }
    }

    @Test
    void givenAnIdleLane_whenWorkCanBegin_thenTheCallerBeginsItAndTheLaneRunsIt() {
        lane.start();

        assertEquals("a", lane.call(new Step("a", true, false)));

        assertEquals(List.of("a begins on the caller", "batch of 1", "a runs on the lane"), steps);
    }

    @Test
    void givenWorkThatCannotBegin_whenCalled_thenTheLaneDoesAllOfIt() {
        lane.start();

        assertEquals("a", lane.call(new Step("a", false, false)));
        assertEquals("b", lane.call(new Step("b", true, true)));

        assertEquals(
                List.of(
                        "a begins on the caller",
                        "batch of 1",
                        "a runs on the lane",
                        "batch of 1",
                        "b runs on the lane"),
                steps);
    }

    @Test
    void givenAFaultAtTheBeginning_whenCalled_thenItIsTheCallersAndTheLaneGoesOn() {
        lane.start();
        var faulty =
                new Step("a", true, false) {
                    @Override
                    boolean begin() {
                        throw new IllegalStateException("a fault");
                    }
                };

        assertThrows(IllegalStateException.class, () -> lane.call(faulty));
        lane.call(new Step("b", true, false));

        assertEquals(List.of("b begins on the caller", "batch of 1", "b runs on the lane"), steps);
    }

    /// What comes while a caller has its turn waits, is one batch, and is done before the lane closes.
    @Test
    void givenATurnUnderWay_whenMoreComes_thenItFollowsAsOneBatch() throws Exception {
        lane.start();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first =
                new Step("a", true, false) {
                    @Override
                    boolean begin() {
                        begun.countDown();
                        awaitQuietly(goOn);
                        return super.begin();
                    }
                };
        var answers = new CopyOnWriteArrayList<CompletableFuture<String>>();
        answers.add(onItsThread(first));
        begun.await();
        for (var name : List.of("b", "c")) {
            answers.add(onItsThread(new Step(name, true, false)));
            while (lane.waiting() < answers.size() - 1) {
                Thread.onSpinWait();
            }
        }
        goOn.countDown();
        for (var answer : answers) {
            answer.get();
        }

        assertEquals(
                List.of(
                        "a begins on the caller",
                        "batch of 1",
                        "a runs on the lane",
                        "batch of 2",
                        "b runs on the lane",
                        "c runs on the lane"),
                steps);
    }

    @Test
    void givenWorkThatEndsTheThread_whenMoreWaits_thenNobodyWaitsForEver() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var broken = new InternalError("the machine is broken");
        var deadly =
                new Step("a", false, true) {
                    @Override
                    void run() {
                        begun.countDown();
                        awaitQuietly(goOn);
                        throw broken;
                    }
                };
        lane.start();
        var died = onItsThread(deadly);
        begun.await();
        var waits = onItsThread(new Step("b", false, false));
        while (lane.waiting() < 1) {
            Thread.onSpinWait();
        }
        goOn.countDown();

        assertEquals(broken, assertThrows(ExecutionException.class, died::get).getCause());
        assertInstanceOf(
                WriteLane.Ended.class,
                assertThrows(ExecutionException.class, waits::get).getCause());
        assertThrows(WriteLane.Ended.class, () -> lane.call(new Step("late", true, false)));
        assertTrue(lane.isEnded());
        assertEquals(List.of("batch of 1"), steps);
    }

    @Test
    void givenAClosedLane_whenCalled_thenItRefuses() {
        lane.start();
        lane.close();

        assertThrows(IllegalStateException.class, () -> lane.call(new Step("late", true, false)));

        assertEquals(List.of(), steps);
    }

    /// A thread each, since the common pool may have one only.
    private CompletableFuture<String> onItsThread(Work<String> work) {
        var answer = new CompletableFuture<String>();
        Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                answer.complete(lane.call(work));
                            } catch (RuntimeException e) {
                                answer.completeExceptionally(
                                        e instanceof CompletionException ? e.getCause() : e);
                            }
                        });
        return answer;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
