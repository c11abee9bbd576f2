package org.odradek.sync.simulation.network;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How bad the network is.
///
/// @param requestsLostPercent   never reach the server
/// @param answersLostPercent    are answered, and nobody hears it
/// @param duplicatedPercent     reach the server twice, the second time late
/// @param slowPercent           take up to `slowMs` instead of up to `usualMs`, each way
/// @param wakesLostPercent      of the wake frames
public record Weather(
        int requestsLostPercent,
        int answersLostPercent,
        int duplicatedPercent,
        int slowPercent,
        int wakesLostPercent,
        int usualMs,
        int slowMs) {
    /// Everything arrives, and soon.
    public static final Weather FINE = new Weather(0, 0, 0, 0, 0, 50, 50);

    /// Anything from a good day to one on which hardly anything passes. Slow requests outlast the device's patience, so that they arrive
    /// after their repetition.
    public static Weather random(RandomGenerator random) {
        return new Weather(
                random.nextInt(30),
                random.nextInt(30),
                random.nextInt(30),
                random.nextInt(20),
                random.nextInt(100),
                1 + random.nextInt(1_000),
                90_000);
    }

    Duration delay(RandomGenerator random) {
        int boundMs = random.nextInt(100) < slowPercent ? slowMs : usualMs;
        return Duration.ofMillis(1 + random.nextInt(boundMs));
    }
}
