package org.odradek.store;

import org.odradek.core.task.Recurrences;
import org.odradek.store.journal.DiskFiles;
import org.odradek.store.journal.JournalFiles;
import org.odradek.store.profile.GivenRandom;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/// What a store takes from its surroundings.
///
/// @param clock        wall clock and time zone
/// @param randomBytes  gives so many fresh random bytes, of cryptographic quality outside tests; thread-safe
/// @param recurrences  computes recurrence rules
/// @param deviceName   what a new profile's device is called
/// @param progress     hears from 0 to 1 while opening takes long, on the opening thread
/// @param journalFiles the disk on which the journal of a given folder stands
public record StoreOptions(
        Clock clock,
        IntFunction<byte[]> randomBytes,
        Recurrences recurrences,
        String deviceName,
        DoubleConsumer progress,
        Function<Path, JournalFiles> journalFiles) {
    /// With the journal on the real disk.
    public StoreOptions(
            Clock clock,
            IntFunction<byte[]> randomBytes,
            Recurrences recurrences,
            String deviceName,
            DoubleConsumer progress) {
        this(clock, randomBytes, recurrences, deviceName, progress, DiskFiles::new);
    }

    /// The surroundings of a real device.
    public static StoreOptions of(Clock clock, Recurrences recurrences, String deviceName) {
        var random = new SecureRandom();
        return new StoreOptions(
                clock,
                size -> {
                    var bytes = new byte[size];
                    random.nextBytes(bytes);
                    return bytes;
                },
                recurrences,
                deviceName,
                _ -> {});
    }

    /// The same random bytes for what asks for the JDK's type.
    SecureRandom secureRandom() {
        return new GivenRandom(randomBytes);
    }

    public StoreOptions reporting(DoubleConsumer newProgress) {
        return new StoreOptions(
                clock, randomBytes, recurrences, deviceName, newProgress, journalFiles);
    }
}
