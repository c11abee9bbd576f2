package org.odradek.sync.simulation.device;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.TamperedException;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Submission;
import org.odradek.store.journal.DamagedRecordException;
import org.odradek.store.journal.SimulatedDisk;
import org.odradek.store.journal.SimulatedDisk.Fault;
import org.odradek.store.profile.KeyFile;
import org.odradek.store.profile.KeyMaking;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.SyncState;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.Accounts;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.network.SimulatedNetwork;
import org.odradek.sync.simulation.network.SimulatedTransport;
import org.odradek.sync.simulation.time.Fiber;
import org.odradek.sync.simulation.time.VirtualTime;
import org.odradek.sync.simulation.time.WrongClock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// One device, whole: a real store with its journal on a simulated disk, and a real sync service on a fiber of its own. It ends in order or
/// by a power cut, and starts again from what is left. For the simulation's one running thread.
public final class SimulatedDevice implements AutoCloseable {
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final String name;
    private final Path folder;
    private final VirtualTime time;
    private final WrongClock clock;
    private final Random random;
    private final IntFunction<byte[]> randomBytes;
    private final DeviceId device;
    private final SimulatedNetwork network;
    private final Consumer<String> trace;
    private final ViewFile view;
    private final Set<EntryId> rotten = new LinkedHashSet<>();
    private final Deque<Consumer<SyncService>> errands = new ArrayDeque<>();
    private SimulatedDisk disk;
    private @Nullable Running running;
    private boolean ending;

    /// What there is of a device only while it is on.
    private record Running(
            Store store,
            SyncService sync,
            SimulatedTransport transport,
            Fiber.Signal poked,
            Fiber fiber) {}

    /// @param folder  a closed profile
    /// @param journal the files of its journal, which are on a simulated disk from now on
    public SimulatedDevice(
            String name,
            Path folder,
            Map<String, byte[]> journal,
            VirtualTime time,
            WrongClock clock,
            Random random,
            SimulatedNetwork network,
            Faults faults,
            Consumer<String> trace)
            throws IOException {
        this.name = name;
        this.folder = folder;
        this.time = time;
        this.clock = clock;
        this.random = random;
        this.randomBytes = Household.bytes(new Random(random.nextLong()));
        this.network = network;
        this.trace = trace;
        this.view = new ViewFile(folder, faults, random);
        this.disk = new SimulatedDisk(random);
        journal.forEach(disk::replace);
        this.device = new KeyFile(folder).read().orElseThrow().device();
    }

    public String name() {
        return name;
    }

    public WrongClock clock() {
        return clock;
    }

    public boolean isOn() {
        return running != null && !ending;
    }

    /// Starts, unless the power goes meanwhile.
    public void start() {
        var now = disk;
        try {
            start(now);
        } catch (RuntimeException e) {
            if (!now.isOff()) {
                throw e;
            }
            trace.accept(name + " ends while it starts");
            disk = now.afterPowerCut();
        }
    }

    private void start(SimulatedDisk now) {
        var store =
                Household.opened(
                        folder,
                        new StoreOptions(
                                clock, randomBytes, new DailyRule(), name, _ -> {}, _ -> now));
        var poked = new Fiber.Signal();
        var transport = new SimulatedTransport(network, name, poked::fire);
        var sync = new SyncService(store, new ServerApi(transport), clock, random);
        var fiber = Fiber.start(time, name, own -> sync(own, sync, poked, now));
        transport.fiber(fiber);
        running = new Running(store, sync, transport, poked, fiber);
        ending = false;
        errands.clear();
    }

    /// What the service's own thread does, in virtual time.
    private void sync(Fiber fiber, SyncService sync, Fiber.Signal poked, SimulatedDisk on) {
        try {
            while (!ending) {
                var errand = errands.poll();
                if (errand != null) {
                    errand.accept(sync);
                }
                var rest = sync.turn();
                if (!rest.isZero()) {
                    fiber.await(poked, rest);
                }
            }
        } catch (SimulatedTransport.Unplugged e) {
            trace.accept(name + " ends in the middle of a request");
        } catch (RuntimeException e) {
            if (!on.isOff()) {
                throw e;
            }
            trace.accept(name + " ends in the middle of a write");
        }
    }

    public Store store() {
        return on().store;
    }

    private Running on() {
        if (running == null) {
            throw new IllegalStateException(name + " is off");
        }
        return running;
    }

    public SyncState syncState() {
        return on().sync.state();
    }

    public ItemId newId() {
        return new ItemId(KeyMaking.uuid7(clock.millis(), randomBytes));
    }

    /// Writes; empty when the power went in the middle of it and nobody knows what became of it.
    public Optional<Submission> submit(Edit edit) {
        return uncertain(() -> store().submit(edit));
    }

    /// Lets something write on this device.
    public <T> Optional<T> uncertain(Supplier<T> write) {
        try {
            var answer = write.get();
            on().poked.fire();
            return Optional.of(answer);
        } catch (RuntimeException e) {
            if (!disk.isOff()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /// Lets the power go in the middle of one of the next operations of the disk.
    public void cutPowerSoon() {
        disk.failAt(random.nextInt(40), Fault.POWER_CUT);
    }

    /// Changes a byte of the closed database, or takes its end; answers false when there is none.
    public boolean rotView(org.odradek.sync.simulation.fault.Fault damage) {
        try {
            return view.rot(damage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Flips a bit of an entry's record in the closed journal; answers false when it is not there.
    ///
    /// @param withView whether the database is lost with it, so that it is made anew without the entry
    public boolean rotRecord(SealedEntry entry, boolean withView) {
        var record = new String(entry.encode(), StandardCharsets.ISO_8859_1);
        try {
            for (var file : disk.list()) {
                var bytes = disk.bytes(file);
                int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(record);
                if (at >= 0) {
                    bytes[at + random.nextInt(record.length())] ^= (byte) (1 << random.nextInt(8));
                    disk.replace(file, bytes);
                    rotten.add(entry.id());
                    if (withView) {
                        view.lose();
                    }
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Entries of which a record has rotted here. They may have come back since, in another record.
    public Set<EntryId> rotten() {
        return rotten;
    }

    /// Those that cannot be read now.
    public Set<EntryId> unreadable() {
        var unreadable = new HashSet<EntryId>();
        for (var entry : rotten) {
            try {
                store().sealed(List.of(entry));
            } catch (DamagedRecordException e) {
                unreadable.add(entry);
            }
        }
        return unreadable;
    }

    /// Lets the disk take nothing that makes it fuller, or have room again.
    public void full(boolean isFull) {
        disk.capacityBytes(isFull ? 0 : Long.MAX_VALUE);
    }

    /// Asks something of the sync service on its own thread, before its next turn; nothing comes of it when the device ends first.
    public void ask(Consumer<SyncService> errand) {
        errands.add(errand);
        on().poked.fire();
    }

    /// Signs in to the account that this device belongs to, as a person does who is told to; whether somebody answers, its state tells.
    public void signInAgain() {
        ask(
                _ -> {
                    var on = on();
                    var accounts =
                            new Accounts(
                                    new ServerApi(on.transport),
                                    clock,
                                    randomBytes,
                                    new RememberedKeys());
                    var joining = Household.logInAgain(accounts, on.store);
                    trace.accept(name + " signs in again: " + joining.getClass().getSimpleName());
                    if (joining instanceof Joining.SameAccount(var in, var newest, var longer)) {
                        new AccountFacts(on.store.facts()).signIn(in, newest, longer);
                    }
                });
    }

    /// Whether the content keys that this device has open an entry.
    public boolean opens(SealedEntry entry) {
        try {
            var keys = new KeyFile(folder).read().orElseThrow().keys().contentKeys();
            var account = entry.header().account();
            new EntrySealer(account, ContentKeys.of(keys), byte[]::new).open(entry);
            return true;
        } catch (TamperedException | NewerFormatException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isOff() {
        return running == null;
    }

    public DeviceId device() {
        return device;
    }

    /// Whether the power went, and nobody has noticed yet.
    public boolean hasLostPower() {
        return isOn() && disk.isOff();
    }

    /// Ends, and calls back when the profile is closed and the device may start again. A disk that is off stays as the power cut left it,
    /// and the view's file as some moment before.
    public void end(Runnable ended) {
        var ends = on();
        ending = true;
        ends.transport.unplug();
        ends.poked.fire();
        closeOnceItRests(ends, ended);
    }

    private void closeOnceItRests(Running ends, Runnable ended) {
        if (!ends.fiber.hasEnded()) {
            time.after(A_MOMENT, () -> closeOnceItRests(ends, ended));
            return;
        }
        boolean withoutPower = disk.isOff();
        try {
            if (withoutPower) {
                view.find();
            }
            ends.sync.close();
            ends.store.close();
            running = null;
            if (withoutPower) {
                disk = disk.afterPowerCut();
                view.asFound();
            } else {
                view.keepNowAndThen();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ended.run();
    }

    /// Gives the profile free, whatever the state.
    @Override
    public void close() {
        var ends = running;
        if (ends != null) {
            ending = true;
            ends.sync.close();
            ends.store.close();
            running = null;
        }
    }
}
