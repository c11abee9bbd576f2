package org.odradek.app.editor.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class TypingTest {
    /// Time that moves when the test says so.
    private static final class VirtualTimer implements Typing.Timer {
        private long now = 10_000;
        private long due;
        private @Nullable Runnable task;

        @Override
        public long nowMs() {
            return now;
        }

        @Override
        public void in(long ms, Runnable next) {
            due = now + ms;
            task = next;
        }

        void pass(long ms) {
            long end = now + ms;
            Runnable next = task;
            if (next != null && due <= end) {
                now = due;
                task = null;
                next.run();
            }
            now = end;
        }
    }

    private final VirtualTimer timer = new VirtualTimer();
    private final List<LocalEdit> reported = new ArrayList<>();
    private final Typing typing = new Typing(timer, reported::add);

    @Test
    void givenFastTyping_whenGathered_thenTheFirstKeyGoesAtOnceAndTheRestTogether() {
        type(5, "a", 0);
        type(6, "b", 50);
        type(7, "c", 50);
        assertEquals(List.of(edit(true, new Splice(5, 0, "a"))), reported);

        timer.pass(200);

        assertEquals(
                List.of(edit(true, new Splice(5, 0, "a")), edit(false, new Splice(6, 0, "bc"))),
                reported);
    }

    @Test
    void givenAPauseOfMoreThanASecond_whenTyped_thenANewStepBegins() {
        type(0, "a", 0);
        type(1, "b", 900);
        type(2, "c", 1_001);

        assertEquals(
                List.of(
                        edit(true, new Splice(0, 0, "a")),
                        edit(false, new Splice(1, 0, "b")),
                        edit(true, new Splice(2, 0, "c"))),
                reported);
    }

    @Test
    void givenAJumpOfTheCaret_whenTyped_thenWhatWasHeldGoesFirst() {
        type(0, "a", 0);
        type(1, "b", 20);
        type(40, "c", 20);

        assertEquals(
                List.of(
                        edit(true, new Splice(0, 0, "a")),
                        edit(false, new Splice(1, 0, "b")),
                        edit(true, new Splice(40, 0, "c"))),
                reported);
    }

    @Test
    void givenBackspaces_whenTyped_thenTheyBelongToTheStep() {
        type(3, "ab", 0);
        typing.typed(new Splice(4, 1, ""));
        typing.typed(new Splice(3, 1, ""));
        typing.flush();

        assertEquals(
                List.of(edit(true, new Splice(3, 0, "ab")), edit(false, new Splice(3, 2, ""))),
                reported);
    }

    @Test
    void givenACommand_whenTypedAround_thenItIsAStepOfItsOwn() {
        type(0, "a", 0);
        type(1, "b", 10);
        typing.command(List.of(new Splice(0, 0, "- ")));
        type(4, "c", 10);

        assertEquals(
                List.of(
                        edit(true, new Splice(0, 0, "a")),
                        edit(false, new Splice(1, 0, "b")),
                        edit(true, new Splice(0, 0, "- ")),
                        edit(true, new Splice(4, 0, "c"))),
                reported);
    }

    private void type(int at, String text, long afterMs) {
        timer.pass(afterMs);
        typing.typed(new Splice(at, 0, text));
    }

    private static LocalEdit edit(boolean step, Splice... splices) {
        return new LocalEdit(List.of(splices), step);
    }
}
