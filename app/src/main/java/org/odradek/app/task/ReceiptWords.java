package org.odradek.app.task;

import org.odradek.app.devices.DeviceDesk;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.core.entry.DeviceId;
import org.odradek.store.history.History;

import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// How far an edit has come, in one line: this device, the server, the devices that have it, and those that do not yet.
final class ReceiptWords {
    private final Messages messages;
    private final TimeWords times;

    ReceiptWords(Messages messages, TimeWords times) {
        this.messages = messages;
        this.times = times;
    }

    /// @param devices the account's, removed ones among them; empty without an account
    String of(History.Receipt receipt, List<DeviceDesk.Device> devices) {
        var said = new StringJoiner(" · ");
        said.add(messages.text("receipt.here", when(receipt.atMs())));
        if (receipt.atServer()) {
            said.add(messages.text("receipt.server"));
        }
        var elsewhere = elsewhere(receipt, devices);
        if (elsewhere.length() > 0) {
            said.add(elsewhere.toString());
        }
        return said.toString();
    }

    private StringJoiner elsewhere(History.Receipt receipt, List<DeviceDesk.Device> devices) {
        var said = new StringJoiner(", ");
        var key = "receipt.seen";
        for (var seen : receipt.seenBy()) {
            said.add(messages.text(key, seen.deviceName(), when(seen.atMs())));
            key = "receipt.seen.too";
        }
        var notYet =
                devices.stream()
                        .filter(device -> lacks(device, receipt))
                        .map(DeviceDesk.Device::name)
                        .collect(Collectors.joining(", "));
        if (!notYet.isEmpty()) {
            said.add(messages.text("receipt.notYet", notYet));
        }
        return said;
    }

    private static boolean lacks(DeviceDesk.Device device, History.Receipt receipt) {
        return !device.own() && device.removedAt() == null && !has(device.id(), receipt);
    }

    private static boolean has(DeviceId device, History.Receipt receipt) {
        return receipt.entry().device().equals(device)
                || receipt.seenBy().stream().anyMatch(seen -> seen.device().equals(device));
    }

    private String when(long ms) {
        return times.past(Instant.ofEpochMilli(ms));
    }
}
