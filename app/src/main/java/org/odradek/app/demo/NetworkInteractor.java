package org.odradek.app.demo;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Screen;
import org.odradek.core.entry.ItemId;

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
    private @Nullable ThirdDevice third;

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
    Runnable watchLaptop(OpenDevice opened, ItemId item) {
        return watch(laptop, opened, item);
    }

    /// The same for the other device.
    Runnable watchDesk(OpenDevice opened, ItemId item) {
        return watch(desk, opened, item);
    }

    private Runnable watch(Watched watched, OpenDevice opened, ItemId item) {
        rent = item;
        watched.take(opened);
        var subscription = opened.store().subscribe(_ -> look());
        opened.delivery().onChange(_ -> look());
        look();
        return () -> {
            subscription.close();
            watched.take(null);
        };
    }

    /// From now on the third device can be asked for. FX thread.
    void offer(ThirdDevice offered) {
        third = offered;
    }

    /// Plays the third device's story beside the two windows; answers at once. FX thread.
    void beginThird() {
        var offered = third;
        if (offered != null) {
            model.show(Chapter.JOINS);
            offered.begin(laptop, desk, network, chapter -> screen.show(() -> model.show(chapter)));
        }
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
                    laptop.show(left);
                    desk.show(right);
                    model.show(on);
                    model.show(step);
                });
    }

    /// Has the third device's story end, too, but does not wait for that. FX thread.
    @Override
    public void close() {
        if (third != null) {
            third.cancel();
        }
        eyes.shutdown();
    }
}
