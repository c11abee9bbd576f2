package org.odradek.sync.server.downgrade;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.server.downgrade.DowngradePolicy.Candidate;

import java.util.ArrayList;
import java.util.List;

/// Lets an account's devices come and go under a policy, hour by hour, while all channels together may hold so many bytes. A clone is
/// at hand whenever one is needed: what is compared is the choice alone.
final class ChannelRun {
    private static final long DAY_MS = DowngradeRules.REST.toMillis();

    private final VisitTrace trace;
    private final DowngradePolicy policy;
    private final double heldBytesMax;
    private final List<Device> devices = new ArrayList<>();

    private static final class Device {
        private final DeviceId id;
        private VisitTimes visits = VisitTimes.UNKNOWN;
        private long lastSeenMs = VisitTrace.START_MS;
        private double cursor;
        private boolean isActive = true;

        Device(DeviceId id) {
            this.id = id;
        }
    }

    private ChannelRun(VisitTrace trace, DowngradePolicy policy, double heldBytesMax) {
        this.trace = trace;
        this.policy = policy;
        this.heldBytesMax = heldBytesMax;
        for (int number = 0; number < trace.visits().size(); number++) {
            devices.add(new Device(TestKeys.device(number)));
        }
    }

    static Outcome of(VisitTrace trace, DowngradePolicy policy, double heldBytesMax) {
        return new ChannelRun(trace, policy, heldBytesMax).run();
    }

    private Outcome run() {
        double byteHours = 0;
        int clones = 0;
        for (int hour = 0; hour < trace.hours(); hour++) {
            long nowMs = VisitTrace.ms(hour);
            double log = trace.logBytes()[hour];
            for (int number = 0; number < devices.size(); number++) {
                var device = devices.get(number);
                if (trace.visits().get(number).get(hour)) {
                    clones += device.isActive ? 0 : 1;
                    device.isActive = true;
                    device.cursor = log;
                    device.lastSeenMs = nowMs;
                    device.visits = device.visits.visited(nowMs);
                }
            }
            while (held(log) > heldBytesMax && downgrade(log, nowMs)) {
                // One after the other until it is enough.
            }
            byteHours += held(log);
        }
        return new Outcome(byteHours / trace.hours(), clones);
    }

    private double held(double log) {
        double held = 0;
        for (var device : devices) {
            held += device.isActive ? log - device.cursor : 0;
        }
        return held;
    }

    private boolean downgrade(double log, long nowMs) {
        var active = devices.stream().filter(device -> device.isActive).toList();
        var candidates =
                active.stream()
                        .filter(device -> nowMs - device.lastSeenMs >= DAY_MS)
                        .map(
                                device ->
                                        new Candidate(
                                                device.id,
                                                0,
                                                (long) (log - device.cursor),
                                                device.lastSeenMs,
                                                device.visits))
                        .toList();
        if (active.size() <= 1) {
            return false;
        }
        var choice = policy.choose(candidates, nowMs);
        choice.ifPresent(
                chosen ->
                        devices.stream()
                                .filter(device -> device.id.equals(chosen.device()))
                                .forEach(device -> device.isActive = false));
        return choice.isPresent();
    }
}
