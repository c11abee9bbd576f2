package org.odradek.app.demo;

import org.odradek.app.task.LibRecurrences;
import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.store.Edit;
import org.odradek.store.Opening;
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
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.SyncState;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Accounts;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.UserName;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/// One device of the demo: a real profile in a folder of its own, and a real way to the server.
final class DemoDevice implements AutoCloseable {
    private static final UserName USER = new UserName("demo");
    private static final String PASSWORD = "nothing here is secret";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final Path folder;
    private final String name;
    private final String url;
    private final StoreOptions options;
    private final Transport transport;
    private Store store;
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
            throw new IllegalStateException("the demo's second device was not taken: " + joining);
        }
        store.close();
        var rehoming = Stores.rehome(folder, enrolled.identity(), options);
        if (!(rehoming instanceof Rehoming.Done)) {
            throw new IllegalStateException(
                    "the demo's second device did not move in: " + rehoming);
        }
        store = open();
        enrolled.remember(new AccountFacts(store.facts()));
    }

    /// Delivers and fetches until nothing is left.
    SyncState sync() {
        return ask(service -> service.once(LONG_ENOUGH));
    }

    <T> T ask(Function<SyncService, T> question) {
        try (var service =
                new SyncService(
                        store, new ServerApi(transport), options.clock(), new SecureRandom())) {
            return question.apply(service);
        }
    }

    ItemId make(NewItem wish) {
        var items =
                new ItemEdits(
                        store.view(),
                        new NotebookEdits(store.view()),
                        options.recurrences(),
                        this::newId);
        return carryOut(items.create(wish), Origin.USER);
    }

    ItemId carryOut(Planned planned, Origin origin) {
        if (!(planned instanceof Planned.Ready ready)) {
            throw new IllegalStateException("the demo cannot do this: " + planned);
        }
        submit(ready.actions(), origin);
        return ready.items().getFirst();
    }

    void submit(List<Action> actions, Origin origin) {
        if (store.submit(Edit.of(ViewPosition.NEWEST, actions).as(origin))
                instanceof Submission.Refused refused) {
            throw new IllegalStateException(refused.sentence());
        }
    }

    ItemDetail item(ItemId id) {
        return store.view().item(id).orElseThrow();
    }

    String viewHash() {
        return store.view().viewHash();
    }

    private ItemId newId() {
        return new ItemId(KeyMaking.uuid7(options.clock().millis(), options.randomBytes()));
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
