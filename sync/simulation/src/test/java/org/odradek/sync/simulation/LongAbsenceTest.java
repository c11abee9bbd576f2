package org.odradek.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Submission;
import org.odradek.store.edit.ItemEdits;
import org.odradek.store.edit.NewItem;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.SyncState;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.simulation.device.DailyRule;
import org.odradek.sync.simulation.device.Folders;
import org.odradek.sync.simulation.device.Household;
import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.network.LyingServer;
import org.odradek.sync.simulation.network.SimulatedNetwork;
import org.odradek.sync.simulation.server.Cluster;
import org.odradek.sync.simulation.server.SimulatedServer;
import org.odradek.sync.simulation.time.VirtualTime;
import org.odradek.sync.simulation.time.WrongClock;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;

/// A phone comes back after 400 days, with many edits of its own, to a server that keeps nothing for it. `-Dodradek.absence=5000` makes
/// thousands of them.
final class LongAbsenceTest {
    private static final int OWN_EDITS = Integer.getInteger("odradek.absence", 1_000);
    private static final int SHARED = 10;
    private static final int ABSENT_DAYS = 400;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private final VirtualTime time = new VirtualTime(Household.START.plus(Duration.ofHours(1)));
    private final WrongClock clock = new WrongClock(time, Duration.ZERO);
    private Path folder;
    private SimulatedServer server;
    private SimulatedNetwork network;
    private SimulatedDevice desk;
    private SimulatedDevice laptop;
    private SimulatedDevice phone;
    private Connections connections = new Connections(List.of(), null);

    @BeforeEach
    void signUp() throws IOException {
        LogManager.getLogManager().reset();
        folder = Folders.inMemory();
        Household.make(folder, List.of("desk", "laptop", "phone"));
        server =
                new SimulatedServer(
                        folder.resolve(Household.SERVER),
                        Limits.DEFAULT,
                        clock,
                        Household.bytes(new Random(1)),
                        Cluster.single(time, new Random(4)));
        var none = new Faults(Set.of());
        var liar = new LyingServer(server, folder.resolve("fork"), none, new Random(2), _ -> {});
        network = new SimulatedNetwork(time, new Random(3), server, liar, none, new Tap(), _ -> {});
        desk = device("desk", none);
        laptop = device("laptop", none);
        phone = device("phone", none);
        server.start();
        List.of(desk, laptop, phone).forEach(SimulatedDevice::start);
    }

    private SimulatedDevice device(String name, Faults none) throws IOException {
        var random = new Random(name.hashCode());
        var profile = folder.resolve(name);
        var journal = Folders.taken(profile.resolve(Household.JOURNAL));
        return new SimulatedDevice(
                name, profile, journal, time, clock, random, network, none, _ -> {});
    }

    /// Listens to what the server says of its devices.
    private final class Tap implements SimulatedNetwork.Tap {
        @Override
        public void passes(String path, byte[] content) {}

        @Override
        public void letIn(String device) {}

        @Override
        public void taken(Push push) {}

        @Override
        public void connections(Connections now) {
            connections = now;
        }
    }

    @AfterEach
    void close() throws IOException {
        for (var device : List.of(desk, laptop, phone)) {
            device.close();
        }
        server.close();
        Folders.delete(folder);
    }

    private void pass(Duration duration) {
        long until = time.nowMs() + duration.toMillis();
        time.after(duration, () -> {});
        while (time.nowMs() < until && time.next()) {
            // Whatever happens, happens.
        }
    }

    /// Off for so many days.
    private void sleep(SimulatedDevice device) {
        boolean[] ended = {false};
        device.end(() -> ended[0] = true);
        while (!ended[0]) {
            pass(Duration.ofMillis(10));
        }
    }

    private void sweep() {
        server.sweep();
        pass(Duration.ofMinutes(1));
    }

    private static void rename(SimulatedDevice device, ItemId item, String title) {
        accepted(
                device.submit(
                                Edit.of(
                                        ViewPosition.NEWEST,
                                        Edit.set(item, Field.TITLE, Value.text(title))))
                        .orElseThrow());
    }

    private static void accepted(Submission submission) {
        assertInstanceOf(Submission.Accepted.class, submission);
    }

    private static ItemId note(SimulatedDevice device, String title) {
        var view = device.store().view();
        var edits = new ItemEdits(view, new NotebookEdits(view), new DailyRule(), device::newId);
        var wish =
                new NewItem(
                        ItemKind.NOTE,
                        title,
                        "",
                        null,
                        List.of(),
                        null,
                        null,
                        "none",
                        null,
                        "due",
                        null);
        var ready = assertInstanceOf(Planned.Ready.class, edits.create(wish));
        accepted(device.submit(Edit.of(ViewPosition.NEWEST, ready.actions())).orElseThrow());
        return ready.items().getFirst();
    }

    private static Set<String> titles(SimulatedDevice device) {
        var view = device.store().view();
        var all = ListQuery.of(new ListQuery.Scope.All(), ListQuery.Sort.TITLE, TODAY);
        var titles = new TreeSet<String>();
        view.rows(view.ids(all)).forEach(row -> titles.add(row.title()));
        return titles;
    }

    private ConnectionState state(SimulatedDevice device) {
        return connections.connections().stream()
                .filter(one -> one.device().equals(device.device()))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void givenAPhoneAwayFor400Days_whenTheCloneItWouldTakeIsOfARemovedDevice_thenNothingIsLost() {
        var shared = new ArrayList<ItemId>();
        for (int i = 0; i < SHARED; i++) {
            shared.add(note(desk, "Shared " + i));
        }
        pass(Duration.ofMinutes(1));
        network.cutOff("phone");
        var own = new TreeSet<String>();
        ItemId newest = null;
        for (int i = 0; i < OWN_EDITS - SHARED; i++) {
            if (i % 5 == 0) {
                newest = note(phone, "draft");
            } else {
                rename(phone, newest, "Own %d.%d".formatted(i / 5, i % 5));
            }
            if (i % 5 == 4) {
                own.add("Own %d.4".formatted(i / 5));
            }
        }
        shared.forEach(item -> rename(phone, item, "Phone's " + shared.indexOf(item)));
        sleep(phone);
        sleep(laptop);
        shared.forEach(item -> rename(desk, item, "Desk's " + shared.indexOf(item)));
        pass(Duration.ofMinutes(1));
        pass(Duration.ofDays(1));
        sleep(desk);
        pass(Duration.ofDays(ABSENT_DAYS - 1));
        desk.start();
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < 3; i++) {
            sweep();
        }
        laptop.start();
        pass(Duration.ofMinutes(2));
        for (int i = 0; i < 3; i++) {
            note(desk, "Later " + i);
            sweep();
        }
        assertEquals(ConnectionState.INACTIVE, state(phone));
        var outcome = new Revoking.Outcome[1];
        laptop.ask(sync -> outcome[0] = sync.revoke(desk.device()));
        pass(Duration.ofMinutes(2));
        assertInstanceOf(Revoking.Outcome.Revoked.class, outcome[0]);

        network.heal("phone");
        phone.start();
        long began = time.nowMs();
        while (!isAlike() && time.nowMs() - began < Duration.ofHours(2).toMillis()) {
            sweep();
        }

        assertEquals(SyncState.Kind.UP_TO_DATE, phone.syncState().kind());
        assertEquals(laptop.store().view().viewHash(), phone.store().view().viewHash());
        assertEquals(ConnectionState.ACTIVE, state(phone));
        assertTrue(titles(laptop).containsAll(own), "some of the phone's notes are not there");
        assertTrue(
                laptop.store().received().seq(phone.device()) >= OWN_EDITS,
                "some of the phone's edits are not there");
        var conflicts = laptop.store().view().conflicts();
        assertEquals(
                new TreeSet<>(shared),
                new TreeSet<>(conflicts.stream().map(row -> row.item()).toList()));
        conflicts.forEach(row -> assertEquals(2, row.versions().size(), row.toString()));
        assertEquals(Conflicts.of(laptop), Conflicts.of(phone));
    }

    private boolean isAlike() {
        return phone.syncState().kind() == SyncState.Kind.UP_TO_DATE
                && phone.store().received().equals(laptop.store().received());
    }
}
