package org.odradek.sync.simulation.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Something that happens in a run.
///
/// @param atMs    since the run began
/// @param kind    what
/// @param device  to which device; without meaning for what happens to the server or to everybody
/// @param lastsMs until it is well again, or started again
record Trouble(int atMs, Kind kind, int device, int lastsMs) {
    private static final int FEWEST = 10;
    private static final int MOST = 16;
    private static final int LASTS_MS_MAX = 3_500;

    enum Kind {
        /// Its connections are broken off; it may connect again at once.
        DISCONNECT,
        /// It is turned away.
        CUT,
        /// What it sends and what it is sent stays under way, and nobody is told.
        HELD,
        /// Everybody is turned away.
        ALL_CUT,
        /// Its process stands still.
        PAUSE,
        PAUSE_SERVER,
        KILL,
        KILL_SERVER,
        /// The engine's own process, where it has one.
        CRASH_ENGINE
    }

    /// What happens in a run of so long: some of everything that matters, and more at random.
    static List<Trouble> plan(Random random, int devices, int lengthMs) {
        var kinds =
                new ArrayList<>(
                        List.of(Kind.KILL, Kind.KILL_SERVER, Kind.CUT, Kind.HELD, Kind.PAUSE));
        int count = FEWEST + random.nextInt(MOST - FEWEST + 1);
        while (kinds.size() < count) {
            kinds.add(any(random));
        }
        return kinds.stream()
                .map(
                        kind ->
                                new Trouble(
                                        random.nextInt(lengthMs - LASTS_MS_MAX),
                                        kind,
                                        random.nextInt(devices),
                                        random.nextInt(LASTS_MS_MAX)))
                .sorted(Comparator.comparingInt(Trouble::atMs))
                .toList();
    }

    private static Kind any(Random random) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> Kind.DISCONNECT;
            case 6, 7, 8 -> Kind.CUT;
            case 9, 10, 11 -> Kind.HELD;
            case 12 -> Kind.ALL_CUT;
            case 13, 14 -> Kind.PAUSE;
            case 15 -> Kind.PAUSE_SERVER;
            case 16, 17 -> Kind.KILL;
            case 18 -> Kind.KILL_SERVER;
            default -> Kind.CRASH_ENGINE;
        };
    }
}
