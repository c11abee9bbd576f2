package org.odradek.sync.simulation.device;

import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Rehoming;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.Submission;
import org.odradek.store.edit.ItemEdits;
import org.odradek.store.edit.NewItem;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.profile.KeyMaking;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.Accounts;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.simulation.network.SimulatedNetwork;
import org.odradek.sync.simulation.network.SimulatedTransport;
import org.odradek.sync.simulation.time.Fiber;
import org.odradek.sync.simulation.time.VirtualTime;
import org.odradek.sync.simulation.time.WrongClock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A profile with notes of its own that signs in to the account by password, again and again until somebody answers, and then is one of
/// its devices.
public final class Newcomer implements AutoCloseable {
    private final String name;
    private final Path folder;
    private final VirtualTime time;
    private final StoreOptions options;
    private final SimulatedTransport transport;
    private final Accounts accounts;
    private final Supplier<Duration> pause;
    private final Consumer<String> trace;
    private final Map<ItemId, Long> notes = new LinkedHashMap<>();
    private final Fiber.Signal hurried = new Fiber.Signal();

    /// @param folder where nothing is yet
    /// @param pause  how long until the next attempt
    public Newcomer(
            String name,
            Path folder,
            VirtualTime time,
            WrongClock clock,
            Random random,
            SimulatedNetwork network,
            Supplier<Duration> pause,
            Consumer<String> trace) {
        this.name = name;
        this.folder = folder;
        this.time = time;
        this.pause = pause;
        this.trace = trace;
        var randomBytes = Household.bytes(random);
        this.options = new StoreOptions(clock, randomBytes, new DailyRule(), name, _ -> {});
        this.transport = new SimulatedTransport(network, name, () -> {});
        this.accounts =
                new Accounts(new ServerApi(transport), clock, randomBytes, new RememberedKeys());
    }

    public String name() {
        return name;
    }

    public Path folder() {
        return folder;
    }

    /// @param joined told once, with the entries that its notes are now
    public void start(List<String> titles, Consumer<Map<ItemId, EntryId>> joined) {
        transport.fiber(
                Fiber.start(
                        time,
                        name,
                        fiber -> {
                            try {
                                join(fiber, titles, joined);
                            } catch (SimulatedTransport.Unplugged e) {
                                trace.accept(name + " gives up");
                            }
                        }));
    }

    /// Tries at once, however long it would have waited.
    public void hurry() {
        hurried.fire();
    }

    private void join(Fiber fiber, List<String> titles, Consumer<Map<ItemId, EntryId>> joined) {
        try (var store = Household.opened(folder, options)) {
            titles.forEach(title -> write(store, title));
        }
        while (true) {
            Joining joining;
            try (var store = Household.opened(folder, options)) {
                joining = Household.logIn(accounts, store, name);
            }
            trace.accept(name + " signs in: " + joining.getClass().getSimpleName());
            if (joining instanceof Joining.Enrolled enrolled) {
                become(enrolled);
                var made = new LinkedHashMap<ItemId, EntryId>();
                notes.forEach(
                        (item, seq) ->
                                made.put(item, new EntryId(enrolled.identity().device(), seq)));
                time.after(Duration.ZERO, () -> joined.accept(made));
                return;
            }
            fiber.await(hurried, pause.get());
        }
    }

    private void write(Store store, String title) {
        var view = store.view();
        var edits =
                new ItemEdits(
                        view,
                        new NotebookEdits(view),
                        new DailyRule(),
                        () ->
                                new ItemId(
                                        KeyMaking.uuid7(
                                                options.clock().millis(), options.randomBytes())));
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
        if (edits.create(wish) instanceof Planned.Ready ready
                && store.submit(Edit.of(view.position(), ready.actions()))
                        instanceof Submission.Accepted accepted) {
            notes.put(ready.items().getFirst(), accepted.entry().seq());
        }
    }

    private void become(Joining.Enrolled enrolled) {
        try {
            if (!(Stores.rehome(folder, enrolled.identity(), options) instanceof Rehoming.Done)) {
                throw new IllegalStateException(name + " does not become a device");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var store = Household.opened(folder, options)) {
            enrolled.remember(new AccountFacts(store.facts()));
        }
    }

    /// Ends its attempts.
    @Override
    public void close() {
        transport.unplug();
    }
}
