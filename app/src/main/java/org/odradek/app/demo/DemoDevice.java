package org.odradek.app.demo;

import org.odradek.app.task.LibRecurrences;
import org.odradek.store.Opening;
import org.odradek.store.Rehoming;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.SyncState;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Accounts;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.wire.UserName;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/// One device of the demo: a real profile in a folder of its own, and a real way to the server.
final class DemoDevice implements LongAbsence.Other, AutoCloseable {
    private static final UserName USER = new UserName("demo");
    private static final String PASSWORD = "nothing here is secret";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    /// So that whoever has enough of it need not wait longer.
    private static final Duration BRIEF = Duration.ofSeconds(2);

    private final Path folder;
    private final String name;
    private final String url;
    private final StoreOptions options;
    private final Transport transport;
    private Store store;
    private volatile boolean tookClone;
    private boolean closed;

    DemoDevice(Path folder, String name, String url) {
        this.folder = folder;
        this.name = name;
        this.url = url;
        this.options =
                StoreOptions.of(Clock.system(ZoneId.systemDefault()), new LibRecurrences(), name);
        this.transport = HttpTransport.to(url).orElseThrow();
        this.store = open();
    }

    String name() {
        return name;
    }

    Store store() {
        return store;
    }

    /// How a window opens this device once it is closed here.
    TwoDevices.Ready ready() {
        return new TwoDevices.Ready(folder, options);
    }

    void createAccount() {
        var result =
                accounts()
                        .create(
                                store.profile(),
                                new AccountFacts(store.facts()),
                                url,
                                USER,
                                PASSWORD);
        if (!(result instanceof AccountResult.Done)) {
            throw new IllegalStateException("the demo's account was not made: " + result);
        }
    }

    void join() throws IOException {
        var joining = accounts().logIn(store, url, USER, PASSWORD, name, null);
        if (!(joining instanceof Joining.Enrolled enrolled)) {
            throw new IllegalStateException("a device of the demo was not taken: " + joining);
        }
        store.close();
        var rehoming = enrolled.moveIn(folder, options);
        if (!(rehoming instanceof Rehoming.Done)) {
            throw new IllegalStateException("a device of the demo did not move in: " + rehoming);
        }
        store = open();
        enrolled.remember(new AccountFacts(store.facts()));
    }

    /// Delivers and fetches until nothing is left.
    @Override
    public void deliver() {
        var state = sync(LONG_ENOUGH);
        if (state.kind() != SyncState.Kind.UP_TO_DATE) {
            throw new IllegalStateException(
                    name + " is " + state.kind().wireName() + " on one machine");
        }
    }

    /// Delivers and fetches for a moment; answers where it stands.
    SyncState syncBriefly() {
        return sync(BRIEF);
    }

    private SyncState sync(Duration timeout) {
        return ask(
                service -> {
                    service.listen(this::noteClone);
                    return service.once(timeout);
                });
    }

    private void noteClone(SyncState state) {
        if (state.kind() == SyncState.Kind.CLONING && state.cloned() > 0) {
            tookClone = true;
        }
    }

    /// Whether what it has came by a clone.
    boolean tookClone() {
        return tookClone;
    }

    @Override
    public Optional<Connections> connections() {
        return ask(SyncService::connections);
    }

    private <T> T ask(Function<SyncService, T> question) {
        try (var service =
                new SyncService(
                        store, new ServerApi(transport), options.clock(), new SecureRandom())) {
            return question.apply(service);
        }
    }

    Person person() {
        return new Person(store, options);
    }

    @Override
    public <T> T at(Function<Person, T> there) {
        return there.apply(person());
    }

    private Accounts accounts() {
        var random = new SecureRandom();
        return new Accounts(
                new ServerApi(transport),
                options.clock(),
                size -> {
                    var bytes = new byte[size];
                    random.nextBytes(bytes);
                    return bytes;
                });
    }

    private Store open() {
        return switch (Stores.open(folder, options)) {
            case Opening.Opened(var opened) -> opened;
            case Opening other ->
                    throw new IllegalStateException("a fresh profile does not open: " + other);
        };
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            store.close();
            transport.close();
        }
    }
}
