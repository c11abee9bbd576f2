package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Real documents, replayed keystroke by keystroke.
class TraceTest {
    /// Far above what a slow machine needs (under a second here), far below what a walk of everything costs.
    private static final Duration REPLAY_MAX = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "automerge-paper",
                "sveltecomponent",
                "friendsforever_flat",
                "friendsforever"
            })
    void givenRecording_whenReplayed_thenTextIsTheRecordedOne(String name) {
        var trace = recording(name);

        var replayed = TextMerge.replay(trace.events());

        assertEquals(trace.endContent(), replayed.text());
        long start = System.nanoTime();
        TextMerge.replay(trace.events());
        var took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "replay of %s: %d events in %d ms%n", name, trace.events().size(), took.toMillis());
        assertTrue(took.compareTo(REPLAY_MAX) < 0, () -> name + " took " + took);
    }

    @Test
    void givenTwoAuthors_whenEventsArriveOneByOne_thenTextIsTheRecordedOne() {
        var trace = recording("friendsforever");
        var graph = new MapGraph();
        var text = new TextBuffer();
        var current = Frontier.EMPTY;

        long start = System.nanoTime();
        for (var event : trace.events()) {
            var integrated = TextMerge.integrate(graph, current, event);
            text.apply(integrated.splices());
            current = integrated.next();
            graph.add(event);
        }

        System.out.printf(
                "friendsforever one by one: %d ms, %d events read%n",
                (System.nanoTime() - start) / 1_000_000, graph.asked());
        assertEquals(trace.endContent(), text.toString());
    }

    @Test
    void givenTwoAuthors_whenABatchArrives_thenWindowIsWalkedOnce() {
        var trace = recording("friendsforever");
        var byId = new HashMap<BodyEventId, BodyEvent>();
        trace.events().forEach(event -> byId.put(event.id(), event));
        var graph = new MapGraph();

        long start = System.nanoTime();
        var integrated = TextMerge.integrate(graph, Frontier.EMPTY, trace.events());

        System.out.printf(
                "friendsforever in one batch: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        var text = new TextBuffer();
        text.apply(integrated.splices());
        assertEquals(trace.endContent(), text.toString());
        assertEquals(0, graph.asked());
    }

    @Test
    void givenTwoAuthors_whenLookedAtWindows_thenSizesAreSaid() {
        var sizes = new TreeMap<Integer, Integer>();
        for (var stretch : History.of(recording("friendsforever").events()).stretches()) {
            sizes.merge(stretch.events().size(), 1, Integer::sum);
        }

        System.out.println("friendsforever's windows by size: " + sizes);
        assertEquals(List.of(Map.entry(1, sizes.get(1))), List.of(sizes.firstEntry()));
    }

    private static Trace recording(String name) {
        var folder = Trace.folder();
        assumeTrue(folder.isPresent(), "the recordings are not on this machine");
        return Trace.read(folder.orElseThrow().resolve(name + ".json.gz"));
    }
}
