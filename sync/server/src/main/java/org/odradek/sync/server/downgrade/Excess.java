package org.odradek.sync.server.downgrade;

import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.limit.Limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A limit that an account's connections exceed.
///
/// @param reason the word that goes with a downgrade for it, see [Connection#reason()]
/// @param among  the ACTIVE connections of which one is to go
public record Excess(String reason, List<Connection> among) {
    static final String IDLE = "idle";
    static final String CHANNEL = "channel";
    static final String PLACES = "limit";

    public Excess {
        among = List.copyOf(among);
    }

    /// All that is exceeded now: connections that were away for too long, then channels that hold too much, then their number. Pure.
    public static List<Excess> of(List<Connection> connections, Limits limits, long nowMs) {
        var active =
                connections.stream().filter(one -> one.state() == ConnectionState.ACTIVE).toList();
        long idleMs = Duration.ofDays(limits.idleDaysMax()).toMillis();
        var idle =
                active.stream()
                        .filter(one -> nowMs - DowngradeRules.lastSeenMs(one) >= idleMs)
                        .toList();
        var full =
                active.stream()
                        .filter(
                                one ->
                                        one.heldEntries() > limits.channelEntriesMax()
                                                || one.heldBytes() > limits.channelBytesMax())
                        .toList();
        var excesses = new ArrayList<Excess>();
        if (!idle.isEmpty()) {
            excesses.add(new Excess(IDLE, idle));
        }
        if (!full.isEmpty()) {
            excesses.add(new Excess(CHANNEL, full));
        }
        if (active.size() > limits.activeConnectionsMax()) {
            excesses.add(new Excess(PLACES, active));
        }
        return excesses;
    }
}
