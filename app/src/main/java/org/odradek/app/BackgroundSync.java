package org.odradek.app;

import org.jspecify.annotations.Nullable;
import org.odradek.app.account.AccountDesk;
import org.odradek.app.devices.DeviceDesk;
import org.odradek.app.status.Delivery;
import org.odradek.app.status.SyncState;
import org.odradek.store.Store;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Accounts;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.PinnedCertificates;
import org.odradek.sync.client.transport.CertificateFingerprint;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.wire.UserName;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The sync client behind the window: delivers in the background once the profile is signed in, and signs up, in and out. Questions
/// to the server run on a platform thread of its own.
final class BackgroundSync implements Delivery, AccountDesk, AutoCloseable {
    private static final String OUT_OF_TOUCH =
            "No answer from the server yet; nothing was changed. Everything works without it.";

    private final Store store;
    private final AccountFacts facts;
    private final Clock clock;
    private final SecureRandom random;
    private final ServerWay ways;
    private final PinnedCertificates certificates;
    private final Consumer<Joining.Enrolled> rehome;
    private final List<Consumer<SyncState>> listeners = new CopyOnWriteArrayList<>();

    /// A window that closes while the last round ends asks nothing any more.
    private final ExecutorService asking =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.MILLISECONDS,
                    new LinkedBlockingQueue<>(),
                    work -> Thread.ofPlatform().name("odradek-account").daemon().unstarted(work),
                    new ThreadPoolExecutor.DiscardPolicy());

    private volatile @Nullable Running running;

    /// Out of touch, what was asked is still to be done.
    private volatile boolean signingInHelps;

    private record Running(Transport transport, SyncService service) {}

    /// @param rehome makes the profile the device that an account has enrolled, and opens it as that
    BackgroundSync(
            Store store,
            Clock clock,
            SecureRandom random,
            ServerWay ways,
            Consumer<Joining.Enrolled> rehome) {
        this.store = store;
        this.facts = new AccountFacts(store.facts());
        this.clock = clock;
        this.random = random;
        this.ways = ways;
        this.certificates = new PinnedCertificates(store.facts());
        this.rehome = rehome;
    }

    /// Begins to deliver, if the profile is signed in.
    void start() {
        var signedIn = facts.signedIn();
        if (signedIn.isEmpty() || running != null) {
            return;
        }
        way(signedIn.get().serverUrl())
                .ifPresent(
                        transport -> {
                            var service =
                                    new SyncService(store, new ServerApi(transport), clock, random);
                            running = new Running(transport, service);
                            service.listen(_ -> tell());
                            service.start();
                            tell();
                        });
    }

    private Optional<? extends Transport> way(String url) {
        return ways.to(url, shown -> certificates.of(url).filter(shown::equals).isPresent());
    }

    /// What the window asks about the account's devices.
    DeviceDesk devices() {
        return new AccountDevices(store, this::service, asking);
    }

    @Nullable SyncService service() {
        var now = running;
        return now == null ? null : now.service();
    }

    /// Asks the server, on the caller's thread, what it knows of the account's devices; empty when it does not answer.
    Optional<Connections> connections() {
        var service = service();
        return service == null ? Optional.empty() : service.connections();
    }

    private void tell() {
        var state = state();
        if (state instanceof SyncState.NeedsYou(_, var helps)) {
            signingInHelps = helps;
        } else if (!(state instanceof SyncState.Offline || state instanceof SyncState.Delayed)) {
            signingInHelps = false;
        }
        listeners.forEach(listener -> listener.accept(state));
    }

    @Override
    public SyncState state() {
        var service = service();
        return service == null ? new SyncState.Local() : words(service.state());
    }

    private SyncState words(org.odradek.sync.client.SyncState state) {
        int waiting = state.waitingItems();
        var last = Instant.ofEpochMilli(state.lastSyncMs());
        return switch (state.kind()) {
            case LOCAL -> new SyncState.Local();
            case UP_TO_DATE -> new SyncState.UpToDate(last);
            case DELAYED ->
                    waiting > 0
                            ? new SyncState.Delayed(
                                    waiting, Instant.ofEpochMilli(state.waitingSinceMs()))
                            : new SyncState.Offline(state.lastSyncMs() == 0 ? null : last);
            case OFFLINE -> new SyncState.WorkingOffline(waiting);
            case MOVING -> new SyncState.Moving(waiting > 0, Math.max(1, waiting));
            case CLONING ->
                    new SyncState.Cloning((int) Math.floor(state.cloned() * 100), lastUpToDate());
            case NEEDS_YOU ->
                    new SyncState.NeedsYou(String.valueOf(state.reason()), state.signingInHelps());
        };
    }

    @Override
    public @Nullable Instant lastTouch() {
        var service = service();
        long ms = service == null ? 0 : service.state().lastSyncMs();
        return ms == 0 ? lastUpToDate() : Instant.ofEpochMilli(ms);
    }

    private @Nullable Instant lastUpToDate() {
        long ms = facts.lastSyncMs();
        return ms == 0 ? null : Instant.ofEpochMilli(ms);
    }

    @Override
    public void onChange(Consumer<SyncState> listener) {
        listeners.add(listener);
    }

    @Override
    public void deliverNow() {
        var service = service();
        if (service != null) {
            service.poke();
        }
    }

    @Override
    public void workOffline(boolean offline) {
        var service = service();
        if (service != null) {
            asking.execute(() -> service.setOffline(offline));
        }
    }

    @Override
    public boolean isWorkingOffline() {
        return facts.isOffline();
    }

    @Override
    public @Nullable String user() {
        return facts.signedIn().map(AccountFacts.SignedIn::user).orElse(null);
    }

    @Override
    public void create(Wish wish, Consumer<Answer> answer) {
        ask(
                wish,
                answer,
                (accounts, user) ->
                        switch (accounts.create(
                                store.profile(), facts, wish.server(), user, wish.password())) {
                            case AccountResult.Done(_, var recoveryKey, _) -> signedIn(recoveryKey);
                            case AccountResult.Refused(_, var sentence) ->
                                    new Answer.Refused(sentence);
                            case AccountResult.NoAnswer _ -> new Answer.Refused(OUT_OF_TOUCH);
                        });
    }

    @Override
    public void signIn(Wish wish, Consumer<Answer> answer) {
        ask(
                wish,
                answer,
                (accounts, user) ->
                        joined(
                                accounts.logIn(
                                        store,
                                        wish.server(),
                                        user,
                                        wish.password(),
                                        wish.deviceName(),
                                        null)));
    }

    private Answer joined(Joining joining) {
        return switch (joining) {
            case Joining.SameAccount(var in, var credentials, var control) -> {
                stop();
                facts.signIn(in, credentials, control);
                signingInHelps = false;
                yield signedIn(null);
            }
            case Joining.Enrolled enrolled -> {
                rehome.accept(enrolled);
                yield new Answer.SignedIn(null);
            }
            case Joining.Refused(_, var sentence) -> new Answer.Refused(sentence);
            case Joining.NoAnswer _ -> new Answer.Refused(OUT_OF_TOUCH);
        };
    }

    @Override
    public boolean signingInHelps() {
        return signingInHelps;
    }

    @Override
    public void signInAgain(String password, Consumer<Answer> answer) {
        asking.execute(
                () -> {
                    var transport = facts.signedIn().flatMap(known -> way(known.serverUrl()));
                    if (transport.isEmpty()) {
                        answer.accept(new Answer.SignedOut());
                        return;
                    }
                    try (var open = transport.get()) {
                        var accounts = new Accounts(new ServerApi(open), clock, this::random);
                        answer.accept(joined(accounts.logInAgain(store, password)));
                    }
                });
    }

    private Answer signedIn(@Nullable String recoveryKey) {
        start();
        return new Answer.SignedIn(recoveryKey);
    }

    /// A question about an account, answered on the asking thread.
    @FunctionalInterface
    private interface Question {
        Answer ask(Accounts accounts, UserName user);
    }

    private void ask(Wish wish, Consumer<Answer> answer, Question question) {
        asking.execute(() -> answer.accept(answer(wish, question)));
    }

    private Answer answer(Wish wish, Question question) {
        UserName user;
        try {
            user = new UserName(wish.user());
        } catch (IllegalArgumentException notAName) {
            return new Answer.Refused("“" + wish.user() + "” is no name for an account.");
        }
        CertificateFingerprint.parse(String.valueOf(wish.certificate()))
                .ifPresent(taken -> certificates.pin(wish.server(), taken));
        var transport = way(wish.server());
        if (transport.isEmpty()) {
            return new Answer.Refused(
                    "“" + wish.server() + "” is no server: it begins with https://.");
        }
        try (var open = transport.get()) {
            var answer = question.ask(new Accounts(new ServerApi(open), clock, this::random), user);
            var refused = open.refusedCertificate();
            return answer instanceof Answer.Refused && refused.isPresent()
                    ? new Answer.Untrusted(refused.get().toString())
                    : answer;
        }
    }

    @Override
    public @Nullable String refusedCertificate() {
        var now = running;
        return now == null
                ? null
                : now.transport()
                        .refusedCertificate()
                        .map(CertificateFingerprint::toString)
                        .orElse(null);
    }

    @Override
    public void trust(String certificate, Consumer<Answer> answer) {
        asking.execute(
                () -> {
                    var account = facts.signedIn();
                    var taken = CertificateFingerprint.parse(certificate);
                    if (account.isPresent() && taken.isPresent()) {
                        certificates.pin(account.get().serverUrl(), taken.get());
                        deliverNow();
                    }
                    answer.accept(new Answer.Trusted());
                });
    }

    private byte[] random(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void signOut(Consumer<Answer> answer) {
        asking.execute(
                () -> {
                    stop();
                    facts.signOut();
                    answer.accept(new Answer.SignedOut());
                    tell();
                });
    }

    private void stop() {
        var now = running;
        running = null;
        if (now != null) {
            now.service().close();
            now.transport().close();
        }
    }

    @Override
    public void close() {
        asking.shutdown();
        stop();
    }
}
