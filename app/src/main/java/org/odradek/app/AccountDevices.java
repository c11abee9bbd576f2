package org.odradek.app;

import org.jspecify.annotations.Nullable;
import org.odradek.app.devices.DeviceDesk;
import org.odradek.core.entry.DeviceId;
import org.odradek.store.Store;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.DeviceFacts;
import org.odradek.sync.client.account.Renaming;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The account's devices behind the window: who they are says the control log, how far they have come the server. Questions are answered
/// one after the other on the thread for questions.
final class AccountDevices implements DeviceDesk {
    private static final String OUT_OF_TOUCH = "devices.outOfTouch";

    private final Store store;
    private final AccountFacts account;
    private final DeviceFacts devices;
    private final Supplier<@Nullable SyncService> service;
    private final Executor asking;

    /// @param service null while the profile is not signed in
    AccountDevices(Store store, Supplier<@Nullable SyncService> service, Executor asking) {
        this.store = store;
        this.account = new AccountFacts(store.facts());
        this.devices = new DeviceFacts(store.facts());
        this.service = service;
        this.asking = asking;
    }

    @Override
    public void known(Consumer<Known> answer) {
        asking.execute(() -> answer.accept(known()));
    }

    @Override
    public void look(Consumer<Known> answer) {
        asking.execute(
                () -> {
                    var now = service.get();
                    if (now != null) {
                        // What the server says is remembered on the way.
                        now.connections();
                    }
                    answer.accept(known());
                });
    }

    @Override
    public void rename(DeviceId device, String name, Consumer<Answer> answer) {
        wish(
                answer,
                now ->
                        switch (now.rename(device, name)) {
                            case Renaming.Outcome.Renamed _ -> new Answer.Done(known());
                            case Renaming.Outcome.Unknown _ ->
                                    new Answer.Refused("devices.unknown");
                            case Renaming.Outcome.Moved _ -> new Answer.Refused("devices.moved");
                            case Renaming.Outcome.NoAnswer _ -> new Answer.Refused(OUT_OF_TOUCH);
                        });
    }

    @Override
    public void remove(DeviceId device, Consumer<Answer> answer) {
        wish(
                answer,
                now ->
                        switch (now.revoke(device)) {
                            case Revoking.Outcome.Revoked _, Revoking.Outcome.RevokedBefore _ ->
                                    new Answer.Done(known());
                            case Revoking.Outcome.Unknown _, Revoking.Outcome.ThisDevice _ ->
                                    new Answer.Refused("devices.unknown");
                            case Revoking.Outcome.Moved _, Revoking.Outcome.LaterEntries _ ->
                                    new Answer.Refused("devices.moved");
                            case Revoking.Outcome.NoAnswer _ ->
                                    new Answer.Refused("devices.remove.outOfTouch");
                        });
    }

    private void wish(Consumer<Answer> answer, Function<SyncService, Answer> ask) {
        asking.execute(
                () -> {
                    var now = service.get();
                    answer.accept(now == null ? new Answer.Refused(OUT_OF_TOUCH) : ask.apply(now));
                });
    }

    @Override
    public void welcome(DeviceId device) {
        asking.execute(() -> devices.tell(device));
    }

    private Known known() {
        var own = store.profile().device();
        var log = account.controlLog(store.profile().account());
        if (log.isEmpty()) {
            return new Known(List.of(), List.of(), null);
        }
        var seen = devices.lastSeen();
        var connections = seen.map(DeviceFacts.Seen::connections).orElse(List.of());
        var all =
                log.get().devices().values().stream()
                        .sorted(
                                Comparator.comparing(
                                                (EnrolledDevice one) -> !one.device().equals(own))
                                        .thenComparingLong(EnrolledDevice::sinceMs))
                        .map(one -> device(one, own, connections))
                        .toList();
        return new Known(
                all,
                joined(log.get(), own, connections),
                seen.map(one -> Instant.ofEpochMilli(one.atMs())).orElse(null));
    }

    private List<Device> joined(ControlLog log, DeviceId own, List<Connection> connections) {
        return devices.newcomers(log, own).stream()
                .map(one -> device(one, own, connections))
                .toList();
    }

    private Device device(EnrolledDevice one, DeviceId own, List<Connection> connections) {
        var atServer =
                connections.stream()
                        .filter(connection -> connection.device().equals(one.device()))
                        .findFirst()
                        .map(AccountDevices::atServer)
                        .orElse(null);
        return new Device(
                one.device(),
                store.view().deviceName(one.device()),
                one.device().equals(own),
                Instant.ofEpochMilli(one.sinceMs()),
                one.lastEntry().map(last -> Instant.ofEpochMilli(last.revokedAtMs())).orElse(null),
                atServer);
    }

    private static AtServer atServer(Connection connection) {
        return new AtServer(
                connection.state() == ConnectionState.ACTIVE,
                connection.lastSeenMs() == 0 ? null : Instant.ofEpochMilli(connection.lastSeenMs()),
                connection.heldEntries(),
                connection.heldBytes());
    }
}
