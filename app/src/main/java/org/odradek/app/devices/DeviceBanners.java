package org.odradek.app.devices;

import org.jspecify.annotations.Nullable;
import org.odradek.app.devices.DevicesModel.Asked;
import org.odradek.app.devices.DevicesModel.Question;
import org.odradek.app.flow.Screen;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.app.notice.Notices;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.app.status.Delivery;
import org.odradek.app.status.SyncState;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the strip under the top bar says of the account: what only the person can decide, that this device was away for long and is
/// being brought back, and that another device joined. FX thread only.
public final class DeviceBanners {
    private static final String NEEDS_YOU = "needs-you";
    private static final String RETURN = "return";
    private static final String JOINED = "joined";

    /// A shorter absence is nobody's surprise.
    private static final Duration AWAY_SAID = Duration.ofDays(2);

    private final Delivery delivery;
    private final Notices notices;
    private final Navigator navigator;
    private final Messages messages;
    private final TimeWords times;
    private final Clock clock;
    private final DevicesInteractor devices;
    private final Screen screen;
    private boolean returning;

    public DeviceBanners(
            Delivery delivery,
            Notices notices,
            Navigator navigator,
            Messages messages,
            TimeWords times,
            Clock clock,
            DevicesInteractor devices,
            Screen screen) {
        this.delivery = delivery;
        this.notices = notices;
        this.navigator = navigator;
        this.messages = messages;
        this.times = times;
        this.clock = clock;
        this.devices = devices;
        this.screen = screen;
    }

    /// Follows the delivery from now on.
    public void start() {
        delivery.onChange(state -> screen.show(() -> show(state)));
        delivery.onChange(
                state -> {
                    if (state instanceof SyncState.UpToDate || state instanceof SyncState.Local) {
                        devices.refresh(this::showJoined);
                    }
                });
        show(delivery.state());
        devices.refresh(this::showJoined);
    }

    private void show(SyncState state) {
        showNeed(state);
        showReturn(state);
    }

    private void showNeed(SyncState state) {
        if (state instanceof SyncState.NeedsYou(var sentence, var signingInHelps)) {
            notices.raise(
                    new Notices.Banner(
                            1,
                            NEEDS_YOU,
                            signingInHelps ? sentence : messages.text("banner.needsYou", sentence),
                            List.of(
                                    new Notices.Deed(
                                            messages.text(
                                                    signingInHelps
                                                            ? "banner.signInAgain"
                                                            : "banner.account"),
                                            () -> navigator.go(new Place.Account())))));
        } else if (!(state instanceof SyncState.Offline || state instanceof SyncState.Delayed)) {
            // Out of touch, what was asked is still to be decided.
            notices.lower(NEEDS_YOU);
        }
    }

    private void showReturn(SyncState state) {
        if (state instanceof SyncState.Cloning(var percent, var before)) {
            returning = true;
            notices.raise(new Notices.Banner(2, RETURN, returnWords(percent, before), List.of()));
        } else if (returning && state instanceof SyncState.UpToDate) {
            returning = false;
            notices.lower(RETURN);
            notices.say(messages.text("banner.returned"));
        }
    }

    private String returnWords(int percent, @Nullable Instant before) {
        if (before == null) {
            return messages.text("banner.new", percent);
        }
        var away = Duration.between(before, clock.instant());
        return away.compareTo(AWAY_SAID) < 0
                ? messages.text("banner.return", percent)
                : messages.text("banner.return.long", times.lasting(away), percent);
    }

    private void showJoined(DeviceDesk.Known known) {
        if (known.joined().isEmpty()) {
            notices.lower(JOINED);
            return;
        }
        var device = known.joined().getFirst();
        notices.raise(
                new Notices.Banner(
                        3,
                        JOINED,
                        messages.text(
                                "banner.joined", device.name(), times.past(device.joinedAt())),
                        List.of(
                                new Notices.Deed(
                                        messages.text("banner.joined.mine"), () -> welcome(device)),
                                new Notices.Deed(
                                        messages.text("banner.joined.remove"),
                                        () -> askToRemove(device)))));
    }

    private void welcome(DeviceDesk.Device device) {
        devices.welcome(device.id(), this::showJoined);
    }

    private void askToRemove(DeviceDesk.Device device) {
        navigator.go(new Place.Devices());
        devices.ask(new Asked(device.id(), Question.REMOVE));
    }
}
