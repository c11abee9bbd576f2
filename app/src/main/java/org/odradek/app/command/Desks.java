package org.odradek.app.command;

import org.odradek.app.task.LibRecurrences;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.profile.KeyMaking;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Opens profiles for commands: by itself, through the process that has it, or after a wait for the command that has it.
final class Desks {
    /// Two commands at once wait for each other at most this long.
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(40);

    /// Paths of commands that this process was given count from here.
    static final Path HERE = Path.of("").toAbsolutePath();

    private final Clock clock;
    private final InputStream in;

    Desks(Clock clock, InputStream in) {
        this.clock = clock;
        this.in = in;
    }

    DeskOpening open(Path folder) {
        LogFile.start(folder);
        var options = options(clock);
        long deadlineNs = System.nanoTime() + WAIT_MAX.toNanos();
        while (true) {
            switch (Stores.open(folder, options)) {
                case Opening.Opened(var store) -> {
                    var home = new Home.Own(store, options);
                    var desk = desk(store, options, in, HERE, home);
                    return new DeskOpening.Opened(desk, home::close);
                }
                case Opening.WrittenByNewer _ -> {
                    return refused(
                            "newer",
                            "This profile was written by a newer Odradek. Update to open it; it was"
                                    + " not touched.");
                }
                case Opening.NotReadable(var sentence) -> {
                    return refused("not-readable", sentence);
                }
                case Opening.HeldByOther _ -> {
                    if (Door.knock(folder, new String[] {"--version"}, new byte[0]).isPresent()) {
                        return new DeskOpening.PassedOn(
                                (arguments, input) ->
                                        Door.knock(folder, arguments, input)
                                                .orElseGet(
                                                        () ->
                                                                new Door.Carried(
                                                                        Answer.REFUSED,
                                                                        new byte[0],
                                                                        new byte[0])));
                    }
                }
            }
            if (System.nanoTime() > deadlineNs) {
                return refused(
                        "in-use",
                        "Another command has this profile for more than 30 seconds; try again"
                                + " later.");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    static StoreOptions options(Clock clock) {
        return StoreOptions.of(clock, new LibRecurrences(), hostName());
    }

    static Desk desk(Store store, StoreOptions options, InputStream in, Path here, Home home) {
        var clock = options.clock();
        return new Desk(
                store,
                clock,
                () -> new ItemId(KeyMaking.uuid7(clock.millis(), options.randomBytes())),
                options.recurrences(),
                in,
                here,
                home);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "This device";
        }
    }

    private static DeskOpening refused(String code, String sentence) {
        return new DeskOpening.Refused(new Answer.Refused(code, sentence, false));
    }
}
