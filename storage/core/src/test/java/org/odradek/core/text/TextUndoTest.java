package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

class TextUndoTest {
    private final MapGraph graph = new MapGraph();
    private final TextBuffer text = new TextBuffer();
    private Frontier current = Frontier.EMPTY;
    private int seq;

    @Test
    void givenReplacedWord_whenUndone_thenOldWordIsBackAndRedoBringsTheNewOne() {
        make(current, new Splice(0, 0, "one two three"));
        var replaced = make(current, new Splice(4, 3, "TWO"));
        make(current, new Splice(0, 0, "zero "));

        var undo = TextUndo.splices(graph, current, Set.of(replaced.id()));
        var undone = make(current, undo.toArray(Splice[]::new));

        assertEquals(List.of(new Splice(9, 3, "two")), undo);
        assertEquals("zero one two three", text.toString());
        var redo = TextUndo.splices(graph, current, Set.of(undone.id()));
        make(current, redo.toArray(Splice[]::new));
        assertEquals("zero one TWO three", text.toString());
    }

    @Test
    void givenInsertionThatSomebodyEditedInside_whenUndone_thenTheirsStays() {
        var typed = make(current, new Splice(0, 0, "abcdef"));
        make(current, new Splice(3, 0, "THEIRS"));

        var undo = TextUndo.splices(graph, current, Set.of(typed.id()));

        assertEquals(List.of(new Splice(0, 3, ""), new Splice(6, 3, "")), undo);
    }

    @Test
    void givenBothDeletedTheSame_whenOneIsUndone_thenOnlyWhatItAloneDeletedIsBack() {
        var base = make(current, new Splice(0, 0, "abcdef"));
        var mine = make(Frontier.of(base.id()), new Splice(0, 4, ""));
        make(Frontier.of(base.id()), new Splice(2, 4, ""));

        var undo = TextUndo.splices(graph, current, Set.of(mine.id()));

        assertEquals(List.of(new Splice(0, 0, "ab")), undo);
    }

    @Test
    void givenSeveralEventsOfOneGesture_whenUndone_thenTextIsAsBefore() {
        make(current, new Splice(0, 0, "abc"));
        var undone = new HashSet<BodyEventId>();
        undone.add(make(current, new Splice(3, 0, "def")).id());
        undone.add(make(current, new Splice(1, 3, "X")).id());
        undone.add(make(current, new Splice(2, 1, "")).id());

        var undo = TextUndo.splices(graph, current, undone);

        assertEquals("abc", SpliceTransformTest.applied(text.toString(), undo));
    }

    @Test
    void givenRandomHistory_whenEverythingIsUndone_thenTextIsEmptyAndRedoneItIsBack() {
        for (long seed = 0; seed < 100; seed++) {
            var random = new SplittableRandom(seed);
            var replicas = new Replicas(3, random);
            for (int i = 0; i < 25; i++) {
                replicas.step();
            }
            replicas.exchangeAll();
            var replica = replicas.replicas.getFirst();
            var all = new HashSet<BodyEventId>();
            replicas.events.forEach(event -> all.add(event.id()));
            var before = replica.text.toString();

            var undo = TextUndo.splices(replica.graph, replica.current, all);
            var undone = new BodyEvent(new BodyEventId(1, seed), replica.current, undo, false);
            replica.receive(undone);
            var textUndone = replica.text.toString();
            var redo = TextUndo.splices(replica.graph, replica.current, Set.of(undone.id()));
            replica.receive(new BodyEvent(new BodyEventId(2, seed), replica.current, redo, false));

            assertEquals("", textUndone, "seed " + seed);
            assertEquals(before, replica.text.toString(), "seed " + seed);
        }
    }

    @Test
    void givenLastEventOfARandomHistory_whenUndone_thenTextIsThatBeforeIt() {
        for (long seed = 0; seed < 100; seed++) {
            var random = new SplittableRandom(seed);
            var replicas = new Replicas(3, random);
            for (int i = 0; i < 25; i++) {
                replicas.step();
            }
            replicas.exchangeAll();
            var replica = replicas.replicas.getFirst();
            var before = replica.text.toString();
            int half = before.length() / 2;
            if (half == 0 || Tokens.inside(before, half)) {
                continue;
            }
            var last =
                    new BodyEvent(
                            new BodyEventId(1, seed),
                            replica.current,
                            List.of(new Splice(0, half, "new"), new Splice(1, 1, "other")),
                            false);
            replica.receive(last);

            var undo = TextUndo.splices(replica.graph, replica.current, Set.of(last.id()));

            assertEquals(
                    before,
                    SpliceTransformTest.applied(replica.text.toString(), undo),
                    "seed " + seed);
        }
    }

    private BodyEvent make(Frontier parents, Splice... splices) {
        var event = BodyEvent.typed(new byte[16], ++seq, 0, parents.ids(), List.of(splices));
        var integrated = TextMerge.integrate(graph, current, event);
        text.apply(integrated.splices());
        current = integrated.next();
        graph.add(event);
        return event;
    }
}
