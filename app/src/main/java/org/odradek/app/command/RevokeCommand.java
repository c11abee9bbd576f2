package org.odradek.app.command;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.account.Revoking;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;

/// `connection revoke NAME|ID`.
@Command(
        name = "revoke",
        description = "Removes another device from the account; what is on it stays on it.")
final class RevokeCommand implements Task {
    private static final String OUT_OF_TOUCH =
            "The server is out of touch; remove the device again when it answers.";

    @Parameters(index = "0", paramLabel = "NAME|ID")
    String id = "";

    @Override
    public Answer run(Desk desk) {
        if (SyncCommands.isLocal(desk)) {
            return Answer.notPossible("This profile is not signed in.");
        }
        return SyncCommands.with(desk, service -> revoke(desk, service));
    }

    private Answer revoke(Desk desk, SyncService service) {
        var known = service.connections();
        if (known.isEmpty()) {
            return delayed();
        }
        var choice = new DeviceChoice(desk, known.get(), id);
        var device = choice.device();
        var name = desk.view().deviceName(device);
        return switch (service.revoke(device)) {
            case Revoking.Outcome.Revoked _ -> revoked(device, name);
            case Revoking.Outcome.RevokedBefore _ ->
                    Answer.notPossible("“" + name + "” was removed before.");
            case Revoking.Outcome.Unknown _ -> Answer.notFound(choice.unknown());
            case Revoking.Outcome.ThisDevice _ ->
                    Answer.notPossible(
                            "This is “" + name + "” itself; remove it from another device.");
            case Revoking.Outcome.Moved _, Revoking.Outcome.LaterEntries _ ->
                    Answer.notPossible("The account was changed at the same moment; try again.");
            case Revoking.Outcome.NoAnswer _ -> delayed();
        };
    }

    private static Answer revoked(DeviceId device, String name) {
        return Answer.of(
                ItemJson.NODES
                        .objectNode()
                        .put("id", device.toString())
                        .put("name", name)
                        .put("state", "revoked"),
                name + " can send and receive nothing more, and the account has a new key.");
    }

    private static Answer delayed() {
        return new Answer.Done(
                Answer.DELAYED,
                ItemJson.NODES.objectNode().put("reason", OUT_OF_TOUCH),
                List.of(OUT_OF_TOUCH));
    }
}
