package org.odradek.sync.simulation;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.view.ListQuery;
import org.odradek.sync.client.SyncState;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// What a person is told of the server and of other devices, each time that they look: it may be old, and is never too good.
final class Claims {
    /// A server that forgets or tells two histories lets entries wait for others that it has no more, or for some devices only.
    private static final Set<Fault> LETTING_WAIT =
            EnumSet.of(Fault.SERVER_SET_BACK, Fault.SERVER_WIPED, Fault.SERVER_FORKS);

    /// What others have is the server's word.
    private static final Set<Fault> MAKING_FALSE_RECEIPTS =
            EnumSet.range(Fault.SERVER_LEAVES_OUT, Fault.SERVER_FORKS);

    private static final int ITEMS_LOOKED_AT = 3;
    private static final int RECEIPTS_LOOKED_AT = 3;

    private final Devices devices;
    private final BooleanSupplier isHonest;
    private final boolean mayWait;
    private final boolean mayLie;
    private final boolean mayRepeat;
    private final Map<DeviceId, Long> taken = new HashMap<>();

    /// @param isHonest whether the server lies to nobody at the moment: what it withholds from the end of a log shows only when it no longer
    ///     does
    Claims(Devices devices, Faults faults, BooleanSupplier isHonest) {
        this.devices = devices;
        this.isHonest = isHonest;
        this.mayWait = !Collections.disjoint(faults.possible(), LETTING_WAIT);
        this.mayLie = !Collections.disjoint(faults.possible(), MAKING_FALSE_RECEIPTS);
        this.mayRepeat = faults.may(Fault.SERVER_REPEATS);
    }

    /// What is there in the beginning is at the server.
    void begin() {
        for (var device : devices.all()) {
            device.store().received().seqByDevice().forEach(this::taken);
        }
    }

    /// The server has said that it took these.
    void taken(Push push) {
        for (var sealed : push.entries()) {
            var entry = SealedEntry.decode(sealed.array()).id();
            taken(entry.device(), entry.seq());
        }
    }

    private void taken(DeviceId device, long seq) {
        taken.merge(device, seq, Math::max);
    }

    /// What one device says too much.
    ///
    /// @param closely whether its receipts are looked at, too
    List<String> broken(SimulatedDevice device, boolean closely) {
        var broken = new ArrayList<String>();
        var standing = device.store().standing();
        var received = device.store().received();
        long due =
                received.seqByDevice().entrySet().stream()
                        .mapToLong(
                                each ->
                                        Math.max(
                                                0,
                                                each.getValue()
                                                        - taken.getOrDefault(each.getKey(), 0L)))
                        .sum();
        if (standing.undelivered() < due) {
            broken.add(
                    "%s says that %d entries are undelivered, where the server never took %d"
                            .formatted(device.name(), standing.undelivered(), due));
        }
        if (!mayWait
                && isHonest.getAsBoolean()
                && !isToldAnew(device)
                && standing.waiting() > 0
                && device.syncState().kind() == SyncState.Kind.UP_TO_DATE) {
            broken.add(device.name() + " is up to date and lacks what others came after");
        }
        if (closely && !mayLie) {
            broken.addAll(receipts(device));
        }
        return broken;
    }

    /// It reads the log from its beginning once more, where an old answer, repeated, says that there is nothing yet.
    private boolean isToldAnew(SimulatedDevice device) {
        return mayRepeat && !device.rotten().isEmpty();
    }

    private List<String> receipts(SimulatedDevice device) {
        var broken = new ArrayList<String>();
        var view = device.store().view();
        var newest =
                view.ids(
                        ListQuery.of(
                                new ListQuery.Scope.All(),
                                ListQuery.Sort.UPDATED,
                                LocalDate.EPOCH));
        for (var item : newest.stream().limit(ITEMS_LOOKED_AT).toList()) {
            for (var receipt : device.store().history().receipts(item, RECEIPTS_LOOKED_AT)) {
                for (var seen : receipt.seenBy()) {
                    devices.all().stream()
                            .filter(other -> other.device().equals(seen.device()))
                            .filter(other -> other.isOn() && !other.hasLostPower())
                            // What has rotted there was there, and comes back.
                            .filter(other -> other.rotten().isEmpty())
                            // There it may wait for what came before it and is lost.
                            .filter(other -> !other.store().has(upTo(receipt.entry())))
                            .forEach(
                                    other ->
                                            broken.add(
                                                    "%s says that %s has %s"
                                                            .formatted(
                                                                    device.name(),
                                                                    other.name(),
                                                                    receipt.entry())));
                }
            }
        }
        return broken;
    }

    private static VersionVector upTo(EntryId entry) {
        return VersionVector.EMPTY.with(entry);
    }
}
