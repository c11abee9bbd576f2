package org.odradek.app.demo;

import org.odradek.core.entry.ItemId;
import org.odradek.store.StoreOptions;
import org.odradek.sync.client.account.DeviceFacts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/// What the demo is played with: a server and two devices of one account, all below one folder. One thread at a time.
public final class TwoDevices implements AutoCloseable {
    static final String LAPTOP = "Laptop";
    static final String DESK = "Desk PC";

    private final Path folder;
    private final DemoServer server;
    private final DemoDevice laptop;
    private final DemoDevice desk;
    private final ItemId trip;
    private final ItemId rent;

    /// A device of the demo that is ready to be opened.
    public record Ready(Path folder, StoreOptions options) {}

    private TwoDevices(
            Path folder,
            DemoServer server,
            DemoDevice laptop,
            DemoDevice desk,
            ItemId trip,
            ItemId rent) {
        this.folder = folder;
        this.server = server;
        this.laptop = laptop;
        this.desk = desk;
        this.trip = trip;
        this.rent = rent;
    }

    /// Starts the server and both devices in an empty folder; the laptop has the sample, and nobody has an account.
    static TwoDevices start(Path folder, LocalDate today) throws IOException {
        var server = DemoServer.start(folder.resolve("server"));
        var laptop = new DemoDevice(folder.resolve("laptop"), LAPTOP, server.url());
        var desk = new DemoDevice(folder.resolve("desk-pc"), DESK, server.url());
        ItemId trip = null;
        ItemId rent = null;
        for (var wish : DemoSample.items(today)) {
            var made = laptop.person().make(wish);
            trip = wish.title().equals(DemoSample.TRIP) ? made : trip;
            rent = wish.title().equals(DemoSample.RENT) ? made : rent;
        }
        if (trip == null || rent == null) {
            throw new IllegalStateException("the sample lacks what the demo is about");
        }
        return new TwoDevices(folder, server, laptop, desk, trip, rent);
    }

    /// The same with an account that both have joined, everything delivered, and the profiles given free for windows to open.
    public static TwoDevices ready(Path folder, LocalDate today) throws IOException {
        var devices = start(folder, today);
        devices.signUp();
        devices.join();
        // Whoever plays with the demo knows where the second device came from.
        new DeviceFacts(devices.laptop.store().facts())
                .tell(devices.desk.store().profile().device());
        devices.laptop.close();
        devices.desk.close();
        return devices;
    }

    /// Makes the account on the laptop and delivers what it has.
    void signUp() {
        laptop.createAccount();
        laptop.deliver();
    }

    /// Takes the second device into the account and brings it everything.
    void join() throws IOException {
        desk.join();
        desk.deliver();
    }

    /// Another device, with a profile of its own and not yet of the account; whoever asks for it closes it. Any thread.
    DemoDevice newDevice(String name) {
        return new DemoDevice(folder.resolve(name), name, server.url());
    }

    DemoServer server() {
        return server;
    }

    DemoDevice laptop() {
        return laptop;
    }

    DemoDevice desk() {
        return desk;
    }

    public Ready readyLaptop() {
        return laptop.ready();
    }

    public Ready readyDesk() {
        return desk.ready();
    }

    /// The note that both write into.
    public ItemId trip() {
        return trip;
    }

    /// The task that gets two titles.
    public ItemId rent() {
        return rent;
    }

    /// Ends the server and, where they are open, the devices.
    @Override
    public void close() throws IOException {
        laptop.close();
        desk.close();
        server.close();
    }
}
