package org.odradek.sync.client;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Recurrences;
import org.odradek.store.Edit;
import org.odradek.store.Opening;
import org.odradek.store.Rehoming;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.Submission;
import org.odradek.store.edit.BodyEdits;
import org.odradek.store.edit.ItemEdits;
import org.odradek.store.edit.NewItem;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Accounts;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.PasswordChange;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.UserName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/// A profile of its own in a folder, and its way to a server.
final class TestDevice implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final Path folder;
    private final String name;
    private final IntFunction<byte[]> randomBytes;
    private final StoreOptions options;
    private final UnaryOperator<Transport> between;
    private String url;
    Store store;
    private Transport transport;
    SyncService sync;

    TestDevice(Path folder, String name, String url) {
        this(folder, name, url, transport -> transport);
    }

    /// @param between stands between this device and the network
    TestDevice(Path folder, String name, String url, UnaryOperator<Transport> between) {
        this.folder = folder;
        this.name = name;
        this.url = url;
        this.between = between;
        this.randomBytes = random(name.hashCode());
        this.options =
                new StoreOptions(Clock.systemUTC(), randomBytes, new NoRules(), name, _ -> {});
        this.store = opened();
        this.transport = connect();
        this.sync = service();
    }

    private static IntFunction<byte[]> random(long seed) {
        var random = new Random(seed);
        return size -> {
            var bytes = new byte[size];
            synchronized (random) {
                random.nextBytes(bytes);
            }
            return bytes;
        };
    }

    private Store opened() {
        return switch (Stores.open(folder, options)) {
            case Opening.Opened(var opened) -> opened;
            case Opening other -> throw new IllegalStateException(other.toString());
        };
    }

    private Transport connect() {
        return between.apply(HttpTransport.to(url).orElseThrow());
    }

    private SyncService service() {
        return new SyncService(
                store, new ServerApi(transport), Clock.systemUTC(), new Random(name.hashCode()));
    }

    private Accounts accounts() {
        return new Accounts(new ServerApi(transport), Clock.systemUTC(), randomBytes);
    }

    PasswordChange passwords() {
        return new PasswordChange(new ServerApi(transport), randomBytes);
    }

    AccountFacts facts() {
        return new AccountFacts(store.facts());
    }

    AccountResult create(String user, String password) {
        return accounts().create(store.profile(), facts(), url, new UserName(user), password);
    }

    /// Signs in and, where this made the profile another account's device, opens it as that.
    Joining logIn(String user, String password) throws IOException {
        var joining = accounts().logIn(store, url, new UserName(user), password, name, null);
        if (joining instanceof Joining.Enrolled enrolled) {
            moveIn(enrolled);
        }
        return joining;
    }

    private void moveIn(Joining.Enrolled enrolled) throws IOException {
        sync.close();
        store.close();
        var rehomed = enrolled.moveIn(folder, options);
        if (!(rehomed instanceof Rehoming.Done)) {
            throw new IllegalStateException(rehomed.toString());
        }
        store = opened();
        enrolled.remember(facts());
        sync = service();
    }

    /// Signs in to the account that the profile belongs to already.
    Joining signInAgain(String user, String password) {
        facts().signOut();
        var joining = accounts().logIn(store, url, new UserName(user), password, name, null);
        if (joining instanceof Joining.SameAccount(var in, var credentials, var control)) {
            facts().signIn(in, credentials, control);
        }
        return joining;
    }

    /// Signs in again while the profile cannot become another device.
    Joining staySignedIn(String password, String why) {
        var accounts = accounts();
        accounts.stay(why);
        return accounts.logInAgain(store, password);
    }

    /// Signs in again without signing out.
    Joining staySignedIn(String password) {
        var joining = accounts().logInAgain(store, password);
        switch (joining) {
            case Joining.SameAccount(var in, var credentials, var control) ->
                    facts().signIn(in, credentials, control);
            case Joining.Enrolled enrolled -> {
                try {
                    moveIn(enrolled);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case Joining.Refused _, Joining.NoAnswer _ -> {}
        }
        return joining;
    }

    SyncState sync() {
        return sync.once(LONG_ENOUGH);
    }

    /// The same without a wait for a server that asks for time.
    SyncState look() {
        do {
            sync.turn();
        } while (sync.state().kind() == SyncState.Kind.MOVING);
        return sync.state();
    }

    /// Starts the program anew.
    void restart() {
        restart(() -> {});
    }

    /// What happens to the files of a program that does not run.
    @FunctionalInterface
    interface Meanwhile {
        void happens() throws IOException;
    }

    void restart(Meanwhile meanwhile) {
        sync.close();
        store.close();
        try {
            meanwhile.happens();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = opened();
        sync = service();
    }

    /// The server has moved.
    void goTo(String newUrl) {
        sync.close();
        transport.close();
        url = newUrl;
        transport = connect();
        sync = service();
    }

    ItemId note(String title, String body) {
        var items =
                new ItemEdits(
                        store.view(),
                        new NotebookEdits(store.view()),
                        options.recurrences(),
                        () -> new ItemId(KeyMaking.uuid7(options.clock().millis(), randomBytes)));
        if (!(items.create(NewItem.note(title, body)) instanceof Planned.Ready ready)) {
            throw new IllegalStateException("not made: " + title);
        }
        submit(ready.actions());
        return ready.items().getFirst();
    }

    void rename(ItemId item, String title) {
        submit(List.of(Edit.set(item, Field.TITLE, Value.text(title))));
    }

    void insert(ItemId item, int at, String text) {
        if (!(BodyEdits.insert(store.view().item(item).orElseThrow(), at, text)
                instanceof Planned.Ready ready)) {
            throw new IllegalStateException("not inserted: " + text);
        }
        submit(ready.actions());
    }

    void submit(List<Action> actions) {
        switch (store.submit(Edit.of(ViewPosition.NEWEST, actions))) {
            case Submission.Accepted _ -> {}
            case Submission.Refused refused -> throw new IllegalStateException(refused.sentence());
        }
    }

    List<String> titles() {
        var view = store.view();
        var all = ListQuery.of(new ListQuery.Scope.All(), ListQuery.Sort.TITLE, TODAY);
        return view.rows(view.ids(all)).stream().map(ItemRow::title).toList();
    }

    String body(ItemId item) {
        return store.view().item(item).orElseThrow().body();
    }

    String hash() {
        return store.view().viewHash();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        sync.close();
        transport.close();
        store.close();
    }

    /// No test here repeats tasks.
    private static final class NoRules implements Recurrences {
        @Override
        public Optional<String> next(String rule, String due, LocalDate after) {
            return Optional.empty();
        }

        @Override
        public boolean isValid(String rule) {
            return false;
        }
    }
}
