package org.odradek.app.demo;

import javafx.scene.layout.Region;

import org.odradek.app.flow.Screen;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.TimeWords;
import org.odradek.app.status.Delivery;
import org.odradek.app.status.StatusWords;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Store;

import java.time.Clock;
import java.util.List;

/// The bar with the switch, put together. FX thread only.
public final class NetworkBar implements AutoCloseable {
    private final NetworkInteractor interactor;
    private final NetworkView view;

    public NetworkBar(Network network, Messages messages, Clock clock) {
        var model = new NetworkModel();
        interactor = new NetworkInteractor(model, network, new Screen());
        view =
                new NetworkView(
                        model,
                        interactor,
                        new StatusWords(messages, new TimeWords(messages, clock)),
                        messages);
    }

    public Region view() {
        return view;
    }

    /// Begins to show how the laptop is; answers what ends it, before its store is closed.
    ///
    /// @param rent the task that gets two titles
    public Runnable watchLaptop(Store store, Delivery delivery, ItemId rent) {
        return interactor.watchLaptop(store, delivery, rent);
    }

    /// The same for the other device.
    public Runnable watchDesk(Store store, Delivery delivery, ItemId rent) {
        return interactor.watchDesk(store, delivery, rent);
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(NetworkBar.class, "demo.css"));
    }

    /// Ends it after both devices.
    @Override
    public void close() {
        interactor.close();
    }
}
