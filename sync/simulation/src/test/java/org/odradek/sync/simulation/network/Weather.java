package org.odradek.sync.simulation.network;

import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;

import java.util.random.RandomGenerator;

/// How bad the network is.
///
/// @param requestsLostPercent   never reach the server
/// @param answersLostPercent    are answered, and nobody hears it
/// @param duplicatedPercent     reach the server twice, the second time late
/// @param latePercent           take up to `lateMs` instead of up to `usualMs`, each way
/// @param wakesLostPercent      of the wake frames
public record Weather(
        int requestsLostPercent,
        int answersLostPercent,
        int duplicatedPercent,
        int latePercent,
        int wakesLostPercent,
        int usualMs,
        int lateMs) {
    /// Everything arrives, and soon.
    public static final Weather FINE = new Weather(0, 0, 0, 0, 0, 50, 50);

    /// Anything from a good day to one on which hardly anything passes, of what may happen at all. Late requests outlast the device's
    /// patience, so that they arrive after their repetition.
    public static Weather random(RandomGenerator random, Faults faults) {
        return new Weather(
                faults.may(Fault.REQUEST_LOST) ? random.nextInt(30) : 0,
                faults.may(Fault.ANSWER_LOST) ? random.nextInt(30) : 0,
                faults.may(Fault.REQUEST_DOUBLED) ? random.nextInt(30) : 0,
                faults.may(Fault.REQUEST_LATE) ? random.nextInt(20) : 0,
                faults.may(Fault.WAKE_LOST) ? random.nextInt(100) : 0,
                1 + random.nextInt(1_000),
                90_000);
    }
}
