package org.odradek.sync.simulation;

import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.server.downgrade.DowngradeRules;
import org.odradek.sync.simulation.network.SimulatedNetwork;
import org.odradek.sync.simulation.user.RandomUser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Looks for the user's words in everything that passes.
final class WireTap implements SimulatedNetwork.Tap {
    private static final long A_MINUTE_MS = 60_000;

    /// On bad lines a device that comes tries a few times until its wish for a channel arrives.
    private static final long ASKED_WITHIN_MS = 5 * A_MINUTE_MS;

    private final List<byte[]> markers =
            List.of(
                    RandomUser.MARKER.getBytes(StandardCharsets.UTF_8),
                    RandomUser.MARKER.getBytes(StandardCharsets.UTF_16BE),
                    RandomUser.MARKER.getBytes(StandardCharsets.UTF_16LE));
    private final List<String> seen = new ArrayList<>();
    private final Predicate<String> isRemoved;
    private final Consumer<Push> taken;

    /// @param isRemoved whether the device of this name is known to have been removed from the account
    /// @param taken     hears of each push that the server took
    WireTap(Predicate<String> isRemoved, Consumer<Push> taken) {
        this.isRemoved = isRemoved;
        this.taken = taken;
    }

    @Override
    public void passes(String path, byte[] content) {
        for (var marker : markers) {
            if (contains(content, marker)) {
                seen.add("words in the open at " + path);
            }
        }
    }

    @Override
    public void taken(Push push) {
        taken.accept(push);
    }

    @Override
    public void letIn(String device) {
        if (isRemoved.test(device)) {
            seen.add(device + " was removed and is let in");
        }
    }

    /// An account of which nobody is told what is new has lost its point, and a device that is used keeps its channel.
    @Override
    public void connections(Connections connections) {
        boolean anyActive =
                connections.connections().stream()
                        .anyMatch(one -> one.state() == ConnectionState.ACTIVE);
        if (!anyActive && !hasJustBeenRemoved(connections)) {
            seen.add("no device of the account has its channel any more");
        }
        connections.connections().stream()
                .filter(WireTap::wasThere)
                .forEach(
                        one ->
                                seen.add(
                                        one.device()
                                                + " has lost its channel on a day it was there"));
    }

    /// When the only one with a channel is removed, another asks for it when it comes next.
    private static boolean hasJustBeenRemoved(Connections connections) {
        var all = connections.connections();
        long nowMs = all.stream().mapToLong(Connection::lastSeenMs).max().orElse(0);
        return all.stream()
                .filter(one -> one.state() == ConnectionState.REVOKED)
                .anyMatch(one -> nowMs - one.sinceMs() < ASKED_WITHIN_MS);
    }

    /// Nodes' clocks are seconds apart: who came right after it had lost its channel may seem to have come before.
    private static boolean wasThere(Connection one) {
        return one.state() == ConnectionState.INACTIVE
                && one.lastSeenMs() <= one.sinceMs() - A_MINUTE_MS
                && one.sinceMs() - one.lastSeenMs() < DowngradeRules.REST.toMillis();
    }

    List<String> seen() {
        return seen;
    }

    private static boolean contains(byte[] content, byte[] marker) {
        for (int at = 0; at + marker.length <= content.length; at++) {
            int same = 0;
            while (same < marker.length && content[at + same] == marker[same]) {
                same++;
            }
            if (same == marker.length) {
                return true;
            }
        }
        return false;
    }
}
