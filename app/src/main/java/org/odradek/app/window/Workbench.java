package org.odradek.app.window;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;
import org.odradek.app.capture.Keeping;
import org.odradek.app.capture.NewItems;
import org.odradek.app.capture.RuleWords;
import org.odradek.app.devices.DeviceDesk;
import org.odradek.app.devices.DevicesInteractor;
import org.odradek.app.flow.Changes;
import org.odradek.app.flow.Edits;
import org.odradek.app.flow.Flow;
import org.odradek.app.flow.FxDelays;
import org.odradek.app.flow.NewIds;
import org.odradek.app.flow.Reads;
import org.odradek.app.flow.Screen;
import org.odradek.app.flow.Settled;
import org.odradek.app.items.Deeds;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.app.notice.Notices;
import org.odradek.app.notice.Undoing;
import org.odradek.app.place.Navigator;
import org.odradek.app.status.Delivery;
import org.odradek.app.status.StatusBar;
import org.odradek.app.task.WhenWords;
import org.odradek.store.Submission;

import java.util.List;
import java.util.function.Consumer;

/// What the slices of one window share, put together. FX thread only.
final class Workbench implements AutoCloseable {
    final Screen screen = new Screen();
    final Settled settled = new Settled(screen);
    final Navigator navigator = new Navigator();
    final TimeWords times;
    final Notices notices;
    final Flow flow;
    final Undoing undoing;
    final Deeds deeds;
    final NewItems newItems;
    final Keeping keeping;
    final WhenWords when;

    /// Null where there is no sync client to ask.
    final @Nullable DevicesInteractor devices;

    private final Messages messages;
    private final Edits edits;
    private final Reads reads;
    private final Changes changes;

    /// @param refused told when the store refuses an edit
    Workbench(MainWindow.Given given, Consumer<Submission.Refused> refused) {
        messages = given.messages();
        times = new TimeWords(messages, given.clock());
        notices = new Notices(given.clock());
        var delays = new FxDelays(settled, screen);
        edits = new Edits(given.store(), screen, settled, delays, refused);
        reads = new Reads(given.store(), screen, settled);
        changes = new Changes(given.store(), given.position(), screen, settled);
        flow =
                new Flow(
                        edits,
                        reads,
                        changes,
                        delays,
                        new NewIds(given.clock(), given.random()),
                        given.clock());
        given.store().search().keepUp();
        undoing = new Undoing(flow, notices, messages);
        deeds = new Deeds(flow, undoing, messages, times);
        var desk = given.devices();
        devices =
                desk == null
                        ? null
                        : new DevicesInteractor(desk, notices, screen, settled, messages);
        newItems = new NewItems(flow, navigator);
        keeping = new Keeping(flow, navigator, undoing, notices, given.recurrences(), messages);
        when =
                new GrammarWords(
                        new RuleWords(messages, times), times, given.clock(), messages.locale());
    }

    /// What is known of the account's devices; nothing where there is no sync client to ask.
    ObservableValue<DeviceDesk.Known> known() {
        return devices == null
                ? new ReadOnlyObjectWrapper<>(new DeviceDesk.Known(List.of(), List.of(), null))
                : devices.knownProperty();
    }

    /// @param text the open note's text
    StatusBar statusBar(Delivery delivery, ObservableValue<String> text) {
        return new StatusBar(delivery, text, notices, screen, flow, navigator, messages, times);
    }

    /// Waits for the edits under way and lets go of the store.
    @Override
    public void close() {
        screen.close();
        changes.close();
        edits.close();
        reads.close();
    }
}
