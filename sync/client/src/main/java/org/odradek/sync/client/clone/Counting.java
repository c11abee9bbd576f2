package org.odradek.sync.client.clone;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;

import java.util.TreeMap;
import java.util.function.Predicate;

/// How far removed devices count, by the control log. Their entries count as a whole: what a device may lack of them is not written any
/// more. Pure.
///
/// @param upTo the last entry that counts of each device looked at
record Counting(VersionVector upTo) {
    /// Of all removed devices.
    static Counting ofRemoved(ControlLog control) {
        return of(control, _ -> true);
    }

    /// Of those alone of which more counts than their removal named: no clone need have that, however far into the log it goes.
    static Counting ofMoved(ControlLog control) {
        return of(control, EnrolledDevice.LastEntry::isMoved);
    }

    private static Counting of(ControlLog control, Predicate<EnrolledDevice.LastEntry> which) {
        var upTo = new TreeMap<DeviceId, Long>();
        control.devices()
                .forEach(
                        (device, enrolled) ->
                                enrolled.lastEntry()
                                        .filter(last -> last.seq() > 0)
                                        .filter(which)
                                        .ifPresent(last -> upTo.put(device, last.seq())));
        return new Counting(new VersionVector(upTo));
    }

    /// Whether not all that counts is among these entries.
    boolean isLackedBy(VersionVector entries) {
        return !entries.covers(upTo);
    }

    /// Whether these entries hold more of what counts than those, of any device.
    boolean isMoreIn(VersionVector these, VersionVector those) {
        return upTo.seqByDevice().entrySet().stream()
                .anyMatch(
                        each ->
                                Math.min(these.seq(each.getKey()), each.getValue())
                                        > those.seq(each.getKey()));
    }
}
