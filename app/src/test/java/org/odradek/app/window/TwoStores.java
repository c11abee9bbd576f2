package org.odradek.app.window;

import org.odradek.app.task.LibRecurrences;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.ProfileIdentity;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.function.IntFunction;

/// Two devices of one account, each with a real store in a folder of its own.
final class TwoStores implements AutoCloseable {
    final Store here;
    final Store other;

    TwoStores(Path folder, Clock clock) throws IOException {
        var first = new KeyMaking(random(1)).newIdentity("Laptop", clock.millis());
        here = open(folder.resolve("laptop"), first, clock, 2);
        var second =
                new ProfileIdentity(
                        first.account(),
                        new KeyMaking(random(3)).newDevice(clock.millis()),
                        "Desk PC",
                        first.keys());
        other = open(folder.resolve("desk"), second, clock, 4);
    }

    private static Store open(Path folder, ProfileIdentity identity, Clock clock, long seed)
            throws IOException {
        Stores.prepare(folder, identity);
        var options =
                new StoreOptions(
                        clock, random(seed), new LibRecurrences(), identity.deviceName(), _ -> {});
        return switch (Stores.open(folder, options)) {
            case Opening.Opened(var store) -> store;
            case Opening.HeldByOther _, Opening.NotReadable _, Opening.WrittenByNewer _ ->
                    throw new IOException("a fresh profile does not open");
        };
    }

    private static IntFunction<byte[]> random(long seed) {
        var random = new Random(seed);
        return size -> {
            var bytes = new byte[size];
            synchronized (random) {
                random.nextBytes(bytes);
            }
            return bytes;
        };
    }

    /// Both take in what the other has.
    void meet() {
        here.receive(other.undelivered(10_000));
        other.receive(here.undelivered(10_000));
    }

    @Override
    public void close() {
        here.close();
        other.close();
    }
}
