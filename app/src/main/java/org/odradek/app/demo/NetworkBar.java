package org.odradek.app.demo;

import javafx.scene.layout.Region;

import org.odradek.app.flow.Screen;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.TimeWords;
import org.odradek.app.status.StatusWords;
import org.odradek.core.entry.ItemId;

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
    public Runnable watchLaptop(OpenDevice opened, ItemId rent) {
        return interactor.watchLaptop(opened, rent);
    }

    /// The same for the other device.
    public Runnable watchDesk(OpenDevice opened, ItemId rent) {
        return interactor.watchDesk(opened, rent);
    }

    /// Offers a third device when everything was tried. Whoever made it closes it, after this.
    public void offer(ThirdDevice third) {
        interactor.offer(third);
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(NetworkBar.class, "demo.css"));
    }

    /// Ends it, the third device's story first; waits for nothing.
    @Override
    public void close() {
        interactor.close();
    }
}
