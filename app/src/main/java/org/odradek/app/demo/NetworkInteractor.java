package org.odradek.app.demo;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Screen;
import org.odradek.app.status.Delivery;
import org.odradek.app.status.SyncState;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Store;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Cuts and mends the network, and looks after each change at what both devices show. It looks on a thread of its own.
final class NetworkInteractor implements AutoCloseable {
    private final NetworkModel model;
    private final Network network;
    private final Screen screen;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ThreadPoolExecutor eyes =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    work -> Thread.ofPlatform().name("odradek-demo").daemon().unstarted(work),
                    // After the end there is nothing to look at.
                    new ThreadPoolExecutor.DiscardPolicy());
    private final Watched laptop;
    private final Watched desk;
    private Progress progress = Progress.START;
    private volatile @Nullable ItemId rent;

    /// A device's place: empty until its profile is open.
    private static final class Watched {
        final NetworkModel.Side shown;
        @Nullable Store store;
        @Nullable Delivery delivery;

        Watched(NetworkModel.Side shown) {
            this.shown = shown;
        }

        synchronized void take(@Nullable Store newStore, @Nullable Delivery newDelivery) {
            store = newStore;
            delivery = newDelivery;
        }

        synchronized @Nullable Glance glance(ItemId rent) {
            var open = store;
            var delivering = delivery;
            if (open == null || delivering == null) {
                return null;
            }
            var title = open.view().item(rent).map(item -> item.row().title()).orElse("");
            int conflicts = open.view().conflicts().size();
            boolean waits = open.standing().undelivered() > 0;
            return new Glance(delivering.state(), new Progress.Device(waits, title, conflicts));
        }

        synchronized void deliver() {
            if (delivery != null) {
                delivery.deliverNow();
            }
        }
    }

    private record Glance(SyncState state, Progress.Device device) {}

    NetworkInteractor(NetworkModel model, Network network, Screen screen) {
        this.model = model;
        this.network = network;
        this.screen = screen;
        laptop = new Watched(model.laptop());
        desk = new Watched(model.desk());
        network.onChange(
                on -> {
                    if (on) {
                        laptop.deliver();
                        desk.deliver();
                    }
                    look();
                });
    }

    /// Begins to watch the laptop; answers what ends it.
    ///
    /// @param item the task that gets two titles
    Runnable watchLaptop(Store store, Delivery delivery, ItemId item) {
        return watch(laptop, store, delivery, item);
    }

    /// The same for the other device.
    Runnable watchDesk(Store store, Delivery delivery, ItemId item) {
        return watch(desk, store, delivery, item);
    }

    private Runnable watch(Watched watched, Store store, Delivery delivery, ItemId item) {
        rent = item;
        watched.take(store, delivery);
        var subscription = store.subscribe(_ -> look());
        delivery.onChange(_ -> look());
        look();
        return () -> {
            subscription.close();
            watched.take(null, null);
        };
    }

    /// Cuts the network, or mends it; answers at once.
    void set(boolean on) {
        eyes.execute(() -> network.set(on));
    }

    /// However much changes at once, one look is under way and one more follows.
    private void look() {
        if (looking.compareAndSet(false, true)) {
            eyes.execute(this::lookNow);
        }
    }

    private void lookNow() {
        looking.set(false);
        var item = rent;
        boolean on = network.isOn();
        var left = item == null ? null : laptop.glance(item);
        var right = item == null ? null : desk.glance(item);
        if (left != null && right != null) {
            progress = progress.after(new Progress.Seen(on, left.device(), right.device()));
        }
        var step = progress.step();
        screen.show(
                () -> {
                    show(laptop, left);
                    show(desk, right);
                    model.show(on);
                    model.show(step);
                });
    }

    private static void show(Watched watched, @Nullable Glance glance) {
        if (glance != null) {
            watched.shown.show(glance.state(), glance.device().conflicts());
        }
    }

    @Override
    public void close() {
        eyes.shutdown();
    }
}
