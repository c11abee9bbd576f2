package org.odradek.sync.simulation.device;

import org.odradek.store.Opening;
import org.odradek.store.Rehoming;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Accounts;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.UserName;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.simulation.server.Cluster;
import org.odradek.sync.simulation.server.Served;
import org.odradek.sync.simulation.server.SimulatedServer;
import org.odradek.sync.simulation.time.VirtualTime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/// A server and the devices of one user, signed up and closed, as folders. Made once, since a password costs what it should; every
/// simulation starts from a copy.
public final class Household {
    public static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    public static final String SERVER = "server";

    /// Where a profile has its journal.
    public static final String JOURNAL = "journal";

    private static final UserName USER = new UserName("ada");
    private static final String PASSWORD = "correct horse battery staple";
    private static final String URL = "http://127.0.0.1:1";

    private final Path folder;
    private final List<String> devices;

    /// Of each device. A journal is megabytes of space written ahead, which no world needs to copy.
    private final Map<String, Map<String, byte[]>> journals = new HashMap<>();

    private Household(Path folder, List<String> devices) throws IOException {
        this.folder = folder;
        this.devices = List.copyOf(devices);
        for (var device : devices) {
            journals.put(device, Folders.contents(folder.resolve(device).resolve(JOURNAL)));
        }
    }

    /// Signs up the first device and signs in the others.
    public static Household make(Path folder, List<String> devices) throws IOException {
        var time = new VirtualTime(START);
        var clock = time.clock();
        try (var server =
                new SimulatedServer(
                        folder.resolve(SERVER),
                        Limits.DEFAULT,
                        clock,
                        bytes(new Random(99)),
                        Cluster.single(time, new Random(0)))) {
            server.start();
            signUp(folder, devices, clock, new ServerApi(new Direct(server)));
        }
        return new Household(folder, devices);
    }

    /// Signs up the first device and signs in the others at this server, and leaves them closed.
    public static void signUp(Path folder, List<String> devices, Clock clock, ServerApi api)
            throws IOException {
        for (int i = 0; i < devices.size(); i++) {
            var name = devices.get(i);
            var random = bytes(new Random(i));
            var options = new StoreOptions(clock, random, new DailyRule(), name, _ -> {});
            var accounts = new Accounts(api, clock, random, new RememberedKeys());
            if (i == 0) {
                create(folder.resolve(name), options, accounts);
            } else {
                logIn(folder.resolve(name), options, accounts);
            }
        }
    }

    /// A household that was made before.
    public static Household at(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return new Household(
                    folder,
                    all.map(each -> each.getFileName().toString())
                            .filter(name -> !name.equals(SERVER))
                            .sorted()
                            .toList());
        }
    }

    private static void create(Path folder, StoreOptions options, Accounts accounts) {
        try (var store = opened(folder, options)) {
            var result =
                    accounts.create(
                            store.profile(), new AccountFacts(store.facts()), URL, USER, PASSWORD);
            if (!(result instanceof AccountResult.Done)) {
                throw new IllegalStateException(result.toString());
            }
        }
    }

    private static void logIn(Path folder, StoreOptions options, Accounts accounts)
            throws IOException {
        Joining joining;
        try (var store = opened(folder, options)) {
            joining = logIn(accounts, store, options.deviceName());
        }
        if (!(joining instanceof Joining.Enrolled enrolled)
                || !(Stores.rehome(folder, enrolled.identity(), options)
                        instanceof Rehoming.Done)) {
            throw new IllegalStateException(joining.toString());
        }
        try (var store = opened(folder, options)) {
            enrolled.remember(new AccountFacts(store.facts()));
        }
    }

    /// Signs in to the household's account.
    static Joining logIn(Accounts accounts, Store store, String deviceName) {
        return accounts.logIn(store, URL, USER, PASSWORD, deviceName, null);
    }

    /// Signs in anew on a device that is signed in.
    static Joining logInAgain(Accounts accounts, Store store) {
        return accounts.logInAgain(store, PASSWORD);
    }

    /// A profile that opens at once.
    public static Store opened(Path folder, StoreOptions options) {
        return switch (Stores.open(folder, options)) {
            case Opening.Opened(var opened) -> opened;
            case Opening other -> throw new IllegalStateException(other.toString());
        };
    }

    /// Random bytes for code that asks on any of its threads.
    public static IntFunction<byte[]> bytes(Random random) {
        return size -> {
            var bytes = new byte[size];
            synchronized (random) {
                random.nextBytes(bytes);
            }
            return bytes;
        };
    }

    public List<String> devices() {
        return devices;
    }

    /// Copies everything but the journals into another folder.
    public void copyTo(Path other) throws IOException {
        var journal = Path.of(JOURNAL);
        Folders.copy(folder, other, path -> !contains(folder.relativize(path), journal));
    }

    private static boolean contains(Path path, Path name) {
        return StreamSupport.stream(path.spliterator(), false).anyMatch(name::equals);
    }

    /// The files of a device's journal; not to be changed.
    public Map<String, byte[]> journal(String device) {
        return Collections.unmodifiableMap(journals.get(device));
    }

    /// Asks without a network between.
    private record Direct(SimulatedServer server) implements Transport {
        @Override
        public Raw send(Request request) {
            return switch (server.answer("", request)) {
                case Served.Answered(var answer) -> answer;
                case Served.NobodyThere _, Served.DiedOfIt _ ->
                        throw new IllegalStateException("nobody answers");
            };
        }

        @Override
        public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
