package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Store;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.SyncState;
import org.odradek.sync.client.account.AccountFacts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;

/// `sync` and `offline`.
final class SyncCommands {
    private static final long TIMEOUT_SECONDS = 30;

    private SyncCommands() {}

    /// Lets other processes' commands in.
    interface DoorOpener {
        Door open(Store store, Path folder, Supplier<Optional<SyncService>> service)
                throws IOException;
    }

    @Command(name = "sync", description = "Delivers and fetches until nothing is left.")
    static final class Sync implements Task {
        private final PrintStream out;
        private final DoorOpener doors;

        @Option(names = "--watch", description = "Goes on until it is stopped; a line per change.")
        boolean watch;

        @Option(names = "--timeout", paramLabel = "SECONDS", description = "Default 30.")
        long timeoutSeconds = TIMEOUT_SECONDS;

        Sync(PrintStream out, DoorOpener doors) {
            this.out = out;
            this.doors = doors;
        }

        @Override
        public Answer run(Desk desk) {
            if (timeoutSeconds < 0) {
                return Answer.unreadable(timeoutSeconds + " seconds is no time to wait.");
            }
            if (isLocal(desk)) {
                return answer(desk, SyncState.local());
            }
            if (watch && desk.home().service().isPresent()) {
                return Answer.notPossible("This profile is open and delivers by itself already.");
            }
            return with(
                    desk,
                    service ->
                            watch
                                    ? watch(desk, service)
                                    : answer(
                                            desk,
                                            service.once(Duration.ofSeconds(timeoutSeconds))));
        }

        /// Ends only with the process: a signal to end it closes the profile in order, and then it was done.
        @SuppressWarnings(
                "try") // The door stands open until it is closed; nothing else is done with it.
        private Answer watch(Desk desk, SyncService service) {
            var store = desk.store();
            try (var door =
                    doors.open(store, store.profile().folder(), () -> Optional.of(service))) {
                service.listen(new ChangesPrinter(out, desk)::print);
                var ended = new CountDownLatch(1);
                Runtime.getRuntime()
                        .addShutdownHook(
                                Thread.ofPlatform()
                                        .unstarted(
                                                () -> {
                                                    service.close();
                                                    store.close();
                                                    ended.countDown();
                                                    Runtime.getRuntime().halt(Answer.DONE);
                                                }));
                service.start();
                ended.await();
                return answer(desk, service.state());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer(desk, service.state());
            }
        }
    }

    /// Prints a state when something in it has changed that a reader can see.
    private static final class ChangesPrinter {
        private final PrintStream out;
        private final Desk desk;
        private String last = "";

        ChangesPrinter(PrintStream out, Desk desk) {
            this.out = out;
            this.desk = desk;
        }

        synchronized void print(SyncState state) {
            var node = json(desk, state);
            var seen = node.deepCopy();
            seen.remove("lastSync");
            if (!seen.toString().equals(last)) {
                last = seen.toString();
                out.println(node);
                out.flush();
            }
        }
    }

    @Command(name = "offline", description = "The switch \"work offline\", kept in the profile.")
    static final class Offline implements Task {
        @Parameters(paramLabel = "on|off|status")
        String wish = "";

        @Override
        public Answer run(Desk desk) {
            var facts = new AccountFacts(desk.store().facts());
            switch (wish) {
                case "on" -> facts.setOffline(true);
                case "off" -> facts.setOffline(false);
                case "status" -> {}
                default -> {
                    return Answer.unreadable("“" + wish + "” is neither on, off nor status.");
                }
            }
            desk.home().service().ifPresent(SyncService::poke);
            boolean offline = facts.isOffline();
            return Answer.of(
                    ItemJson.NODES.objectNode().put("offline", offline),
                    offline ? "Working offline." : "Not working offline.");
        }
    }

    static boolean isLocal(Desk desk) {
        return new AccountFacts(desk.store().facts()).signedIn().isEmpty();
    }

    /// Works with the service that there is, or with one for this command alone.
    static Answer with(Desk desk, Function<SyncService, Answer> work) {
        var running = desk.home().service();
        if (running.isPresent()) {
            return work.apply(running.get());
        }
        var url = new AccountFacts(desk.store().facts()).signedIn().orElseThrow().serverUrl();
        return AtServer.at(
                desk,
                url,
                server -> {
                    try (var service =
                            new SyncService(
                                    desk.store(), server, desk.clock(), new SecureRandom())) {
                        return work.apply(service);
                    }
                });
    }

    private static Answer answer(Desk desk, SyncState state) {
        var node = json(desk, state);
        int exit =
                switch (state.kind()) {
                    case LOCAL, UP_TO_DATE -> Answer.DONE;
                    case DELAYED, OFFLINE, MOVING, CLONING -> Answer.DELAYED;
                    case NEEDS_YOU -> Answer.REFUSED;
                };
        if (exit == Answer.REFUSED) {
            node.putObject("error").put("code", "needs-you").put("message", state.reason());
        }
        return new Answer.Done(exit, node, lines(state, desk.store().standing().waiting()));
    }

    /// @param held entries of other devices that follow some that are not here
    private static List<String> lines(SyncState state, int held) {
        return switch (held) {
            case 0 -> List.of(line(state));
            case 1 ->
                    List.of(
                            line(state),
                            "1 change from another device waits here for an earlier one that has"
                                    + " not come yet.");
            default ->
                    List.of(
                            line(state),
                            held
                                    + " changes from other devices wait here for earlier ones that"
                                    + " have not come yet.");
        };
    }

    private static String line(SyncState state) {
        var waiting =
                state.waitingItems() == 1 ? "1 item waits" : state.waitingItems() + " items wait";
        return switch (state.kind()) {
            case LOCAL -> "This profile has no account; everything is on this device.";
            case UP_TO_DATE -> "Everything is up to date.";
            case DELAYED, MOVING -> "Delivery is delayed; " + waiting + ", saved on this device.";
            case CLONING ->
                    "A full copy for this device is on its way; run sync again when another of"
                            + " your devices is online.";
            case OFFLINE -> "Working offline; " + waiting + ", saved on this device.";
            case NEEDS_YOU -> String.valueOf(state.reason());
        };
    }

    private static ObjectNode json(Desk desk, SyncState state) {
        var node = ItemJson.NODES.objectNode();
        node.put("state", state.kind().wireName());
        node.put("waiting", state.waitingItems());
        node.put("waitingEntries", state.waitingEntries());
        node.put("waitingSince", time(desk, state.waitingSinceMs()));
        node.put("received", state.received());
        node.put("lastSync", time(desk, state.lastSyncMs()));
        node.put("reason", state.reason());
        node.put("waitingForOthers", desk.store().standing().waiting());
        return node;
    }

    static @Nullable String time(Desk desk, long ms) {
        return ms == 0 ? null : desk.json().time(ms);
    }
}
