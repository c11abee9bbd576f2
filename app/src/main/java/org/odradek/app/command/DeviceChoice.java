package org.odradek.app.command;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;

import java.util.List;
import java.util.function.Predicate;

/// One of the account's devices, by its name or the beginning of its id.
final class DeviceChoice {
    private final Desk desk;
    private final Connections known;
    private final String words;

    DeviceChoice(Desk desk, Connections known, String words) {
        this.desk = desk;
        this.known = known;
        this.words = words;
    }

    /// The device; a removed one only where no other fits. Throws [Refusal] where none or several fit.
    DeviceId device() {
        var fitting = fitting(one -> one.state() != ConnectionState.REVOKED);
        if (fitting.isEmpty()) {
            fitting = fitting(one -> one.state() == ConnectionState.REVOKED);
        }
        if (fitting.isEmpty()) {
            throw new Refusal(Answer.notFound(unknown()));
        }
        if (fitting.size() > 1) {
            throw new Refusal(
                    new Answer.Refused(
                            "ambiguous",
                            "“"
                                    + words
                                    + "” fits several devices; name one by its id: "
                                    + String.join(
                                            ", ", fitting.stream().map(DeviceId::toString).toList())
                                    + ".",
                            false));
        }
        return fitting.getFirst();
    }

    String unknown() {
        return "There is no device “" + words + "” in this account.";
    }

    private List<DeviceId> fitting(Predicate<Connection> state) {
        return known.connections().stream()
                .filter(state)
                .map(Connection::device)
                .filter(device -> !words.isBlank())
                .filter(
                        device ->
                                device.toString().startsWith(words)
                                        || desk.view().deviceName(device).equals(words))
                .toList();
    }
}
