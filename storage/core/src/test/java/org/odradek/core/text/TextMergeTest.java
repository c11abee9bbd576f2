package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class TextMergeTest {
    private final byte[] deviceA = device(1);
    private final byte[] deviceB = device(2);

    @Test
    void givenSequentialHistory_whenIntegrated_thenGraphIsNeverAsked() {
        var graph = new MapGraph();
        var first = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "abc"));
        var second = typed(deviceB, 1, Frontier.of(first.id()), new Splice(1, 1, "XY"));
        graph.add(first);

        var integrated = TextMerge.integrate(graph, Frontier.of(first.id()), second);

        assertEquals(
                new Integrated(List.of(new Splice(1, 1, "XY")), Frontier.of(second.id())),
                integrated);
        assertEquals(0, graph.asked());
    }

    @Test
    void givenConcurrentEdits_whenIntegrated_thenSplicesAreForTheCurrentText() {
        var base = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "one two three"));
        var a = typed(deviceA, 2, Frontier.of(base.id()), new Splice(0, 3, "ONE AND A HALF"));
        var b = typed(deviceB, 1, Frontier.of(base.id()), new Splice(8, 5, "THREE"));
        var graph = new MapGraph();
        graph.add(base);
        graph.add(a);

        var integrated = TextMerge.integrate(graph, Frontier.of(a.id()), b);

        assertEquals(
                new Integrated(List.of(new Splice(19, 5, "THREE")), Frontier.of(a.id(), b.id())),
                integrated);
        assertEquals(1, graph.asked());
    }

    @Test
    void givenBothDeletedTheSame_whenIntegrated_thenItIsDeletedOnce() {
        var base = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "abcdef"));
        var a = typed(deviceA, 2, Frontier.of(base.id()), new Splice(1, 3, ""));
        var b = typed(deviceB, 1, Frontier.of(base.id()), new Splice(2, 3, ""));

        assertEquals("af", TextMerge.replay(List.of(base, a, b)).text());
        assertEquals("af", TextMerge.replay(List.of(base, b, a)).text());
    }

    @Test
    void givenOneDeletesAroundWhatOtherInserts_whenMerged_thenInsertionStays() {
        var base = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "abcdef"));
        var a = typed(deviceA, 2, Frontier.of(base.id()), new Splice(1, 4, ""));
        var b = typed(deviceB, 1, Frontier.of(base.id()), new Splice(3, 0, "NEW"));
        var graph = new MapGraph();
        graph.add(base);
        graph.add(b);

        var integrated = TextMerge.integrate(graph, Frontier.of(b.id()), a);

        assertEquals(List.of(new Splice(1, 2, ""), new Splice(4, 2, "")), integrated.splices());
        assertEquals("aNEWf", TextMerge.replay(List.of(base, a, b)).text());
    }

    @Test
    void givenTwoPeopleTypeForwardsAtOnePlace_whenMerged_thenRunsDoNotInterleave() {
        var base = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "[]"));
        var events = new ArrayList<>(List.of(base));
        events.addAll(typedRun(deviceA, 2, base, "milk", false));
        events.addAll(typedRun(deviceB, 1, base, "eggs", false));

        assertEither("[milkeggs]", "[eggsmilk]", TextMerge.replay(events).text());
    }

    @Test
    void givenTwoPeopleTypeBackwardsAtOnePlace_whenMerged_thenRunsDoNotInterleave() {
        var base = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "[]"));
        var events = new ArrayList<>(List.of(base));
        events.addAll(typedRun(deviceA, 2, base, "milk", true));
        events.addAll(typedRun(deviceB, 1, base, "eggs", true));

        assertEither("[klimsgge]", "[sggeklim]", TextMerge.replay(events).text());
    }

    @Test
    void givenOneTypesForwardsAndOneBackwards_whenMerged_thenRunsDoNotInterleave() {
        var events = new ArrayList<BodyEvent>();
        events.addAll(typedRun(deviceA, 1, null, "milk", true));
        events.addAll(typedRun(deviceB, 1, null, "eggs", false));

        assertEither("klimeggs", "eggsklim", TextMerge.replay(events).text());
    }

    @Test
    void givenSameWholeOperationOnTwoDevices_whenMerged_thenTextIsThereOnce() {
        var item = device(9);
        var splices = List.of(new Splice(0, 0, "Pasted from the clipboard"));
        var onA = BodyEvent.whole(item, List.of(), splices);
        var onB = BodyEvent.whole(item, List.of(), splices);
        var afterA = typed(deviceA, 2, Frontier.of(onA.id()), new Splice(0, 0, "A "));
        var afterB = typed(deviceB, 2, Frontier.of(onB.id()), new Splice(25, 0, " B"));

        var merged = TextMerge.replay(List.of(onA, afterA, onB, afterB));

        assertEquals("A Pasted from the clipboard B", merged.text());
        assertEquals(Frontier.of(afterA.id(), afterB.id()), merged.frontier());
    }

    @Test
    void givenSameTypingOnTwoDevices_whenMerged_thenBothAreKept() {
        var a = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "hi"));
        var b = typed(deviceB, 1, Frontier.EMPTY, new Splice(0, 0, "hi"));

        assertEquals("hihi", TextMerge.replay(List.of(a, b)).text());
    }

    @Test
    void givenOldEvent_whenItComesAgain_thenNothingHappens() {
        var base = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "abc"));
        var a = typed(deviceA, 2, Frontier.of(base.id()), new Splice(3, 0, "d"));
        var graph = new MapGraph();
        graph.add(base);
        graph.add(a);
        var current = Frontier.of(a.id());

        assertEquals(new Integrated(List.of(), current), TextMerge.integrate(graph, current, a));
        assertEquals(new Integrated(List.of(), current), TextMerge.integrate(graph, current, base));
    }

    @Test
    void givenSplicesOfOneEvent_whenReplayed_thenEachAppliesToWhatThePreviousLeft() {
        var base = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "abc"));
        var mixed =
                typed(
                        deviceA,
                        2,
                        Frontier.of(base.id()),
                        new Splice(1, 0, "XYZ"),
                        new Splice(2, 2, ""),
                        new Splice(0, 1, ""));
        var concurrent = typed(deviceB, 1, Frontier.of(base.id()), new Splice(3, 0, "!"));

        assertEquals("Xbc!", TextMerge.replay(List.of(base, mixed, concurrent)).text());
        assertEquals("Xbc!", TextMerge.replay(List.of(base, concurrent, mixed)).text());
    }

    @Test
    void givenParentThatIsMissing_whenIntegrated_thenItIsRefused() {
        var base = typed(deviceA, 1, Frontier.EMPTY, new Splice(0, 0, "abc"));
        var a = typed(deviceA, 2, Frontier.of(base.id()), new Splice(3, 0, "d"));
        var child = typed(deviceA, 3, Frontier.of(a.id()), new Splice(4, 0, "e"));
        var graph = new MapGraph();
        graph.add(base);
        graph.add(a);

        assertThrows(
                IllegalArgumentException.class,
                () -> TextMerge.integrate(graph, Frontier.of(base.id()), child));
        assertThrows(IllegalArgumentException.class, () -> TextMerge.replay(List.of(base, child)));
    }

    private static List<BodyEvent> typedRun(
            byte[] device, long seq, BodyEvent base, String word, boolean backwards) {
        var run = new ArrayList<BodyEvent>();
        int start = base == null ? 0 : 1;
        var parents = base == null ? Frontier.EMPTY : Frontier.of(base.id());
        for (int i = 0; i < word.length(); i++) {
            var splice = new Splice(backwards ? start : start + i, 0, word.substring(i, i + 1));
            run.add(typed(device, seq + i, parents, splice));
            parents = Frontier.of(run.getLast().id());
        }
        return run;
    }

    private static void assertEither(String one, String other, String actual) {
        assertEquals(actual.equals(one) ? one : other, actual);
    }

    private static BodyEvent typed(byte[] device, long seq, Frontier parents, Splice... splices) {
        return BodyEvent.typed(device, seq, 0, parents.ids(), List.of(splices));
    }

    private static byte[] device(int number) {
        var device = new byte[16];
        device[15] = (byte) number;
        return device;
    }
}
