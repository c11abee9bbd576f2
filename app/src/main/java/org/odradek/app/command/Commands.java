package org.odradek.app.command;

import org.odradek.app.demo.DemoDisplay;
import org.odradek.store.Store;
import org.odradek.sync.client.SyncService;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// The command line's front door: reads a command, carries it out on its profile, prints the answer, and answers the exit code.
public final class Commands {
    private final Clock clock;
    private final Path usualFolder;
    private final ToIntFunction<Path> window;
    private final DemoDisplay demo;

    /// @param usualFolder the profile's folder when the command names none
    /// @param window      opens the window on a profile's folder; answers its exit code when it is closed
    /// @param demo        shows the demo's windows
    public Commands(Clock clock, Path usualFolder, ToIntFunction<Path> window, DemoDisplay demo) {
        this.clock = clock;
        this.usualFolder = usualFolder;
        this.window = window;
        this.demo = demo;
    }

    public int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        var desks = new Desks(clock, in);
        return reader(out, err)
                .execute(
                        arguments,
                        in,
                        folder -> desks.open(folder == null ? usualFolder : folder),
                        folder -> window.applyAsInt(folder == null ? usualFolder : folder));
    }

    /// Lets other processes' commands in on a store that this process keeps open. Throws IOException when no door can be made.
    public Door openDoor(Store store, Path folder) throws IOException {
        return openDoor(store, folder, Optional::empty);
    }

    /// The same for a process that delivers in the background; `sync` and its like use that service, which is asked for at each command.
    public Door openDoor(Store store, Path folder, Supplier<Optional<SyncService>> service)
            throws IOException {
        var home = new Home.Shared(service);
        return Door.open(folder, (call, out, err) -> carry(store, home, call, out, err));
    }

    /// Carries out what another process was asked, on a store that is open here.
    int carry(Store store, Home home, Door.Call call, PrintStream out, PrintStream err) {
        var desk = Desks.desk(store, Desks.options(clock), call.in(), call.here(), home);
        return reader(out, err)
                .execute(
                        call.arguments(),
                        call.in(),
                        _ -> new DeskOpening.Opened(desk, () -> {}),
                        _ -> Answer.DONE);
    }

    private CommandReader reader(PrintStream out, PrintStream err) {
        var reader = new CommandReader(out, err);
        var commands = reader.commands();
        commands.add(AccountCommands.Account::new, AccountCommands.Account.class);
        commands.add(() -> new SyncCommands.Sync(out, this::openDoor), SyncCommands.Sync.class);
        commands.add(SyncCommands.Offline::new, SyncCommands.Offline.class);
        commands.add(
                ConnectionCommands.ListConnections::new, ConnectionCommands.ListConnections.class);
        commands.add(ConnectionCommands.OneConnection::new, ConnectionCommands.OneConnection.class);
        commands.add(() -> new DemoCommand(demo), DemoCommand.class);
        return reader;
    }
}
