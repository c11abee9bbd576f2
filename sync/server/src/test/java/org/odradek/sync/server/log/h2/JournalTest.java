package org.odradek.sync.server.log.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

final class JournalTest {
    @TempDir private Path folder;

    private final List<String> replayed = new ArrayList<>();

    @Test
    void givenAppendedChanges_whenOpened_thenThoseAfterTheAppliedOneAreReplayed()
            throws IOException {
        append("a", "b", "c");

        assertEquals(List.of("2 b", "3 c"), replayAfter(1));
        assertEquals(List.of(), replayAfter(3));
    }

    @Test
    void givenSeveralSegments_whenOpened_thenAllAreReplayedInOrder() throws IOException {
        append("a", "b");
        append("c");
        append("d", "e");

        assertEquals(List.of("1 a", "2 b", "3 c", "4 d", "5 e"), replayAfter(0));
    }

    @Test
    void givenALastSegmentTornAnywhere_whenOpened_thenItsWholeChangesStandAndNewOnesFollow()
            throws IOException {
        append("a", "bb");
        var file = segment("1.journal");
        var whole = Files.readAllBytes(file);
        for (int size = 0; size < whole.length; size++) {
            for (var path : files()) {
                Files.delete(path);
            }
            Files.write(file, Arrays.copyOf(whole, size));

            var kept = replayAfter(0);
            append("c");

            assertTrue(
                    kept.equals(List.of()) || kept.equals(List.of("1 a")),
                    "torn at " + size + ": " + kept);
            assertEquals(kept.size() + 1, replayAfter(0).size(), "torn at " + size);
        }
    }

    @Test
    void givenAnEarlierSegmentDamaged_whenOpened_thenItIsAFault() throws IOException {
        append("aaaa");
        append("b");
        var file = segment("1.journal");
        var damaged = Files.readAllBytes(file);
        damaged[damaged.length - 1] ^= 1;
        Files.write(file, damaged);

        assertThrows(IOException.class, () -> replayAfter(0));
    }

    @Test
    void givenAChangeThatNoReplayTakes_whenAppended_thenRefusedAndNothingIsWritten()
            throws IOException {
        append("a");
        var tooLong = "x".repeat(Journal.CHANGE_BYTES_MAX + 1);

        assertThrows(IllegalArgumentException.class, () -> append("b", tooLong));

        assertEquals(List.of("1 a"), replayAfter(0));
    }

    @Test
    void givenDroppedSegments_whenTheDatabaseIsOlder_thenItIsAFaultElseReplayed()
            throws IOException {
        append("a", "b");
        append("c");
        try (var journal = Journal.open(folder, 3, (_, _) -> {})) {
            journal.drop(2);
        }

        assertEquals(List.of("3 c"), replayAfter(2));
        assertThrows(IOException.class, () -> replayAfter(1));
    }

    private void append(String... changes) throws IOException {
        try (var journal = Journal.open(folder, 0, (_, _) -> {})) {
            journal.append(
                    Arrays.stream(changes)
                            .map(change -> change.getBytes(StandardCharsets.UTF_8))
                            .toList());
        }
    }

    private List<String> replayAfter(long applied) throws IOException {
        replayed.clear();
        try (var journal =
                Journal.open(
                        folder,
                        applied,
                        (number, change) ->
                                replayed.add(
                                        number
                                                + " "
                                                + new String(change, StandardCharsets.UTF_8)))) {
            assertTrue(journal.last() >= applied);
        }
        return List.copyOf(replayed);
    }

    private Path segment(String name) {
        return folder.resolve(name);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
