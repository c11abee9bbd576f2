package org.odradek.sync.server.connection;

import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.wire.WireBounds;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.log.Held;

import java.util.List;

/// Whether an account's devices are to be asked for a new clone. Pure.
///
/// @param connections  all of the account's
/// @param hasClone     whether there is any clone to take
/// @param sinceCut     what the log holds beyond the newest clone, everything without one
/// @param isUncovered  whether a connection is to lose its channel and no clone covers it yet
record CloneNeed(
        List<Connection> connections, boolean hasClone, Held sinceCut, boolean isUncovered) {
    /// A clone is asked for when this part of what a channel may hold has gathered, so that it is there before channels are full.
    private static final int PART_OF_CHANNEL = 4;

    boolean isWanted(Limits limits) {
        boolean isWaitedFor =
                !hasClone
                        && connections.stream()
                                .anyMatch(one -> one.state() == ConnectionState.INACTIVE);
        boolean isNewcomerThere =
                sinceCut.records() > WireBounds.PAGE_RECORDS_MAX
                        && connections.stream()
                                .anyMatch(
                                        one ->
                                                one.state() == ConnectionState.ACTIVE
                                                        && one.acknowledged() == 0);
        boolean isLong =
                sinceCut.records() > limits.channelEntriesMax() / PART_OF_CHANNEL
                        || sinceCut.bytes() > limits.channelBytesMax() / PART_OF_CHANNEL;
        return isUncovered || isWaitedFor || isNewcomerThere || isLong;
    }
}
