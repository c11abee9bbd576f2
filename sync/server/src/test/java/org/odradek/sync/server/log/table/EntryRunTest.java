package org.odradek.sync.server.log.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.sync.protocol.TestKeys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class EntryRunTest {
    private final List<AppendPlan.NewEntry> entries = new ArrayList<>();

    @Test
    void givenEntriesThatFollowEachOther_whenPutTogether_thenRunsOfABound() {
        add(1_000, 50, 57);

        assertEquals(List.of("1055 at 105, 56", "1056 at 106, 1"), runs());
    }

    @Test
    void givenAGapInPlaceOrPosition_whenPutTogether_thenAnotherRun() {
        add(1_000, 50, 2);
        add(2_000, 52, 2);
        add(2_002, 60, 2);
        add(1_002, 62, 1);

        assertEquals(
                List.of("1001 at 51, 2", "2001 at 53, 2", "2003 at 61, 2", "1002 at 62, 1"),
                runs());
    }

    @Test
    void givenSignedHeads_whenPutTogether_thenARunEndsWithEachAndKnowsIt() {
        add(1_000, 50, 5);
        var runs = EntryRun.of(entries, Set.of(1_001L, 1_004L));

        assertEquals(List.of(1_001L, 1_004L), runs.stream().map(EntryRun::place).toList());
        for (var run : runs) {
            assertEquals(entries.get((int) run.place() - 1_000).hash(), run.lastHash());
            assertTrue(run.at(run.place()).orElseThrow().isHeaded());
            assertFalse(run.at(run.place() - 1).orElseThrow().isHeaded());
        }
        assertFalse(EntryRun.of(entries, Set.of()).getFirst().at(1_004).orElseThrow().isHeaded());
    }

    @Test
    void givenNothing_whenPutTogether_thenNothing() {
        assertEquals(List.of(), runs());
    }

    @Test
    void givenARun_whenAskedForPlaces_thenEachEntryOfItIsFound() {
        add(1_000, 50, 3);
        var run = EntryRun.of(entries, Set.of()).getFirst();
        var all = new HashMap<Long, AppendPlan.Known>();

        run.putInto(all);

        assertEquals(Optional.empty(), run.at(999));
        assertEquals(Optional.empty(), run.at(1_003));
        for (var entry : entries) {
            var known = new AppendPlan.Known(entry.position(), entry.hash(), false);
            assertEquals(Optional.of(known), run.at(entry.place()));
            assertEquals(known, all.get(entry.place()));
        }
        assertEquals(3, all.size());
    }

    private void add(long place, long position, int count) {
        for (int i = 0; i < count; i++) {
            entries.add(
                    new AppendPlan.NewEntry(
                            place + i, position + i, TestKeys.bytes(32, entries.size())));
        }
    }

    private List<String> runs() {
        return EntryRun.of(entries, Set.of()).stream()
                .map(run -> run.place() + " at " + run.position() + ", " + run.hashes().size() / 32)
                .toList();
    }
}
