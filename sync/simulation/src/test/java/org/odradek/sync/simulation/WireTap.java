package org.odradek.sync.simulation;

import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.simulation.network.SimulatedNetwork;
import org.odradek.sync.simulation.user.RandomUser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Looks for the user's words in everything that passes.
final class WireTap implements SimulatedNetwork.Tap {
    private final List<byte[]> markers =
            List.of(
                    RandomUser.MARKER.getBytes(StandardCharsets.UTF_8),
                    RandomUser.MARKER.getBytes(StandardCharsets.UTF_16BE),
                    RandomUser.MARKER.getBytes(StandardCharsets.UTF_16LE));
    private final List<String> seen = new ArrayList<>();

    @Override
    public void passes(String path, byte[] content) {
        for (var marker : markers) {
            if (contains(content, marker)) {
                seen.add("words in the open at " + path);
            }
        }
    }

    /// An account of which nobody is told what is new has lost its point.
    @Override
    public void connections(Connections connections) {
        boolean anyActive =
                connections.connections().stream()
                        .anyMatch(one -> one.state() == ConnectionState.ACTIVE);
        if (!anyActive) {
            seen.add("no device of the account has its channel any more");
        }
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
