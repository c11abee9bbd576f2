package org.odradek.app.devices;

import javafx.beans.property.ReadOnlyObjectProperty;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Screen;
import org.odradek.app.flow.Settled;
import org.odradek.app.look.Messages;
import org.odradek.app.notice.Notices;
import org.odradek.core.entry.DeviceId;

import java.util.function.Consumer;

/// Asks about the devices and carries out what a card's buttons say. FX thread only.
public final class DevicesInteractor {
    private static final int NAME_UNITS_MAX = 80;

    private final DeviceDesk desk;
    private final Notices notices;
    private final Screen screen;
    private final Settled settled;
    private final Messages messages;
    private final DevicesModel model = new DevicesModel();

    public DevicesInteractor(
            DeviceDesk desk, Notices notices, Screen screen, Settled settled, Messages messages) {
        this.desk = desk;
        this.notices = notices;
        this.screen = screen;
        this.settled = settled;
        this.messages = messages;
    }

    DevicesModel model() {
        return model;
    }

    /// What is known of the account's devices.
    public ReadOnlyObjectProperty<DeviceDesk.Known> knownProperty() {
        return model.knownProperty();
    }

    /// Shows what is known at once, and what the server says as soon as it has said it.
    public void look() {
        model.say("");
        desk.known(known -> onScreen(() -> model.show(known)));
        begin();
        desk.look(answered(model::show));
    }

    /// Something was delivered or fetched, or the account is another: what is known may have changed.
    ///
    /// @param then told what is known now
    void refresh(Consumer<DeviceDesk.Known> then) {
        desk.known(
                known ->
                        onScreen(
                                () -> {
                                    model.show(known);
                                    then.accept(known);
                                }));
    }

    /// The person knows that this device joined.
    void welcome(DeviceId device, Consumer<DeviceDesk.Known> then) {
        desk.welcome(device);
        refresh(then);
    }

    void ask(DevicesModel.@Nullable Asked question) {
        model.say("");
        model.ask(question);
    }

    void rename(DeviceId device, String name) {
        var kept = name.strip();
        if (kept.isEmpty() || kept.length() > NAME_UNITS_MAX) {
            model.say(messages.text("devices.name.wrong", NAME_UNITS_MAX));
            return;
        }
        model.ask(null);
        wish(answer -> desk.rename(device, kept, answer), messages.text("devices.renamed", kept));
    }

    void remove(DeviceId device, String name) {
        model.ask(null);
        wish(answer -> desk.remove(device, answer), messages.text("devices.removed", name));
    }

    private void wish(Consumer<Consumer<DeviceDesk.Answer>> wish, String done) {
        model.say(messages.text("devices.asking"));
        begin();
        wish.accept(
                answered(
                        answer -> {
                            switch (answer) {
                                case DeviceDesk.Answer.Done(var known) -> {
                                    model.say("");
                                    model.show(known);
                                    notices.say(done);
                                }
                                case DeviceDesk.Answer.Refused(var key) ->
                                        model.say(messages.text(key));
                            }
                        }));
    }

    private void begin() {
        settled.begin();
    }

    private <T> Consumer<T> answered(Consumer<T> show) {
        return answer ->
                screen.show(
                        () -> {
                            show.accept(answer);
                            settled.end();
                        });
    }

    private void onScreen(Runnable work) {
        screen.show(work);
    }
}
