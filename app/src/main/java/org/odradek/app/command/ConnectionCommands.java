package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.odradek.sync.client.account.Renaming;
import org.odradek.sync.protocol.connection.Connection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// `connections` and `connection …`: the account's devices.
final class ConnectionCommands {
    /// UTF-16 units, three bytes each at most: a sealed name has room for 255 bytes.
    private static final int NAME_UNITS_MAX = 80;

    private static final String OUT_OF_TOUCH = "The server is out of touch; nothing was changed.";

    private ConnectionCommands() {}

    @Command(
            name = "connection",
            description = "One of the account's devices.",
            subcommands = {Rename.class, RevokeCommand.class})
    static final class OneConnection extends Group {}

    @Command(name = "connections", description = "The account's devices, as the server sees them.")
    static final class ListConnections implements Task {
        @Override
        public Answer run(Desk desk) {
            var list = ItemJson.NODES.arrayNode();
            if (SyncCommands.isLocal(desk)) {
                return Answer.of(list, List.of());
            }
            return SyncCommands.with(
                    desk,
                    service -> {
                        var answered = service.connections();
                        if (answered.isEmpty()) {
                            return new Answer.Done(
                                    Answer.DELAYED, list, List.of("The server is out of touch."));
                        }
                        answered.get().connections().forEach(one -> list.add(json(desk, one)));
                        return Answer.of(list, lines(list));
                    });
        }

        /// Devices of one name are told apart by their ids.
        private static List<String> lines(ArrayNode devices) {
            var names = devices.findValuesAsText("name");
            var lines = new ArrayList<String>();
            for (var device : devices) {
                var name = device.get("name").asText();
                lines.add(
                        name
                                + "  "
                                + device.get("state").asText()
                                + (device.get("thisDevice").asBoolean() ? "  this device" : "")
                                + (Collections.frequency(names, name) > 1
                                        ? "  " + device.get("id").asText()
                                        : ""));
            }
            return lines;
        }
    }

    @Command(name = "rename", description = "Gives a device another name, on all devices.")
    static final class Rename implements Task {
        @Parameters(index = "0", paramLabel = "NAME|ID")
        String id = "";

        @Parameters(index = "1", paramLabel = "NAME")
        String name = "";

        @Override
        public Answer run(Desk desk) {
            if (SyncCommands.isLocal(desk)) {
                return Answer.notPossible("This profile is not signed in.");
            }
            if (name.isBlank() || name.length() > NAME_UNITS_MAX) {
                return Answer.notPossible(
                        "A device's name has 1 to " + NAME_UNITS_MAX + " characters.");
            }
            return SyncCommands.with(
                    desk,
                    service -> {
                        var known = service.connections();
                        if (known.isEmpty()) {
                            return delayed();
                        }
                        var choice = new DeviceChoice(desk, known.get(), id);
                        var device = choice.device();
                        return switch (service.rename(device, name)) {
                            case Renaming.Outcome.Renamed _ ->
                                    Answer.of(
                                            ItemJson.NODES
                                                    .objectNode()
                                                    .put("id", device.toString())
                                                    .put("name", name),
                                            "The device is called " + name + " now.");
                            case Renaming.Outcome.Unknown _ -> Answer.notFound(choice.unknown());
                            case Renaming.Outcome.Moved _ ->
                                    Answer.notPossible(
                                            "The account was changed at the same moment; try"
                                                    + " again.");
                            case Renaming.Outcome.NoAnswer _ -> delayed();
                        };
                    });
        }

        private static Answer delayed() {
            return new Answer.Done(
                    Answer.DELAYED,
                    ItemJson.NODES.objectNode().put("reason", OUT_OF_TOUCH),
                    List.of(OUT_OF_TOUCH));
        }
    }

    private static ObjectNode json(Desk desk, Connection connection) {
        var node = ItemJson.NODES.objectNode();
        node.put("id", connection.device().toString());
        node.put("name", desk.view().deviceName(connection.device()));
        node.put("state", connection.state().name().toLowerCase(Locale.ROOT));
        node.put("since", SyncCommands.time(desk, connection.sinceMs()));
        node.put("reason", connection.reason());
        node.put("thisDevice", connection.device().equals(desk.store().profile().device()));
        node.put("lastSeen", SyncCommands.time(desk, connection.lastSeenMs()));
        node.put("cursor", connection.acknowledged());
        node.putObject("held")
                .put("entries", connection.heldEntries())
                .put("bytes", connection.heldBytes());
        return node;
    }
}
