package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ListQuery.Scope;
import org.odradek.store.view.ListQuery.Sort;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Kills a process in the middle of its edits, damages everything but journal and keys in between, and looks for what it had acknowledged.
/// `-Dodradek.kills=200` makes a long run of it, `-Dodradek.seed=N` one with other damage.
final class StoreKillTest {
    private static final int KILLS = Integer.getInteger("odradek.kills", 12);

    @TempDir Path folder;

    @Test
    void givenAcknowledgedEdits_whenKilledAndDamaged_thenEachIsThereOnce() throws Exception {
        long seed = Long.getLong("odradek.seed", 20_261_124L);
        var random = new Random(seed);
        var profile = folder.resolve("profile");
        var damage = new ProfileDamage(profile, random);
        Set<String> acknowledged = new HashSet<>();
        var struck = new ArrayList<ProfileDamage.Kind>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(killed(profile, "run" + kill, 5 + random.nextInt(40)));
            struck.add(damage.strike());
            if (random.nextInt(4) == 0) {
                struck.add(damage.strike());
            }
            if (kill % 5 == 4 || kill == KILLS - 1) {
                verify(profile, acknowledged, "seed " + seed + ", kill " + kill + ", " + struck);
            }
        }
    }

    private static void verify(Path profile, Set<String> acknowledged, String when) {
        try (var store = open(profile)) {
            var view = store.view();
            var ids = view.ids(ListQuery.of(new Scope.All(), Sort.TITLE, Desk.TODAY));
            var there = new ArrayList<>(view.rows(ids).stream().map(ItemRow::title).toList());
            there.remove("diary");
            there.addAll(view.item(EditingProcess.DIARY).orElseThrow().body().lines().toList());
            assertEquals(there.size(), new HashSet<>(there).size(), when);
            var lost = new HashSet<>(acknowledged);
            there.forEach(lost::remove);
            assertEquals(Set.of(), lost, when);
            var report = store.doctor().examine(true, _ -> {}, () -> false);
            assertEquals(List.of(), report.findings(), when);
            assertEquals(
                    ids.size(),
                    store.search().find("tag:tag0 OR -tag:tag0", false, 1, Desk.TODAY).total(),
                    when);
        }
    }

    /// H2 is not forced, and its checkpoints are no promise: whatever it falls back to, the journal is replayed from there.
    @Test
    void givenADatabaseOfSomeTimeAgo_whenOpened_thenTheJournalFillsItUp() throws Exception {
        var profile = folder.resolve("profile");
        var acknowledged = new HashSet<>(killed(profile, "before", 20));
        var damage = new ProfileDamage(profile, new Random(1));
        damage.keep();
        acknowledged.addAll(killed(profile, "after", 200));

        damage.fallBack();

        verify(profile, acknowledged, "an older database");
    }

    private static Store open(Path profile) {
        return switch (Stores.open(profile, EditingProcess.options())) {
            case Opening.Opened(var opened) -> opened;
            case Opening other -> throw new IllegalStateException(other.toString());
        };
    }

    /// Runs the process until it has printed so many lines, kills it, and answers every whole line that it printed.
    private static List<String> killed(Path profile, String run, int lines) throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EditingProcess.class.getName(),
                                profile.toString(),
                                run)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var printed = new ArrayList<String>();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                printed.add(line);
                if (printed.size() == lines) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        // The last line may have been cut by the kill.
        assertEquals(true, printed.size() >= lines, "the process ended early");
        return printed.subList(0, lines);
    }
}
