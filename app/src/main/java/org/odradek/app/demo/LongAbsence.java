package org.odradek.app.demo;

import org.odradek.store.edit.NewItem;
import org.odradek.store.view.ListQuery;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Consumer;

/// The second part of the story: a third device stays away until the server keeps nothing for it any more, and comes back with an edit
/// of its own, by a clone that another device made.
final class LongAbsence {
    private static final String TABLET = "Tablet";
    private static final Duration ABSENCE = Duration.ofDays(100);

    private final TwoDevices devices;
    private final LocalDate today;
    private final Consumer<String> say;

    LongAbsence(TwoDevices devices, LocalDate today, Consumer<String> say) {
        this.devices = devices;
        this.today = today;
        this.say = say;
    }

    /// Answers whether all three devices ended alike and the third gets every edit at once again.
    boolean play() throws IOException {
        try (var tablet = devices.newDevice(TABLET)) {
            return play(tablet);
        }
    }

    private boolean play(DemoDevice tablet) throws IOException {
        var laptop = devices.laptop();
        var desk = devices.desk();
        tablet.join();
        TwoDevices.deliver(tablet);
        say.accept("A third device, Tablet, joins, and is switched off for 100 days.");
        devices.server().setForward(ABSENCE);
        laptop.make(NewItem.note("Winter tyres", "In the cellar, behind the skis."));
        for (int visit = 0; visit < 2; visit++) {
            TwoDevices.deliver(laptop);
            TwoDevices.deliver(desk);
            devices.server().lookAfterAccounts();
        }
        if (connection(laptop, tablet).state() != ConnectionState.INACTIVE) {
            say.accept("The server still keeps Tablet's channel.");
            return false;
        }
        say.accept(
                "The server keeps nothing for it any more: Laptop left a sealed copy of everything"
                        + " for it, and Desk PC vouched for that.");

        tablet.make(NewItem.note("Written on the train", "Nobody has seen this yet."));
        say.accept("Tablet comes back, with a note of its own that nobody has seen.");
        TwoDevices.deliver(tablet);
        TwoDevices.deliver(laptop);
        TwoDevices.deliver(desk);

        say.accept("Tablet shows  " + tablet.viewHash());
        boolean equal =
                tablet.viewHash().equals(laptop.viewHash())
                        && tablet.viewHash().equals(desk.viewHash());
        boolean delivered = finds(desk, "Written on the train") && finds(tablet, "Winter tyres");
        boolean back = connection(laptop, tablet).state() == ConnectionState.ACTIVE;
        say.accept(
                equal && delivered && back
                        ? "All three show the same, Tablet's own note included."
                        : "The three devices differ.");
        return equal && delivered && back;
    }

    private static Connection connection(DemoDevice asking, DemoDevice of) {
        return asking
                .ask(SyncService::connections)
                .orElseThrow(() -> new IllegalStateException("the demo's server does not answer"))
                .connections()
                .stream()
                .filter(each -> each.device().equals(of.store().profile().device()))
                .findFirst()
                .orElseThrow();
    }

    private boolean finds(DemoDevice device, String title) {
        var view = device.store().view();
        var all = ListQuery.of(new ListQuery.Scope.All(), ListQuery.Sort.TITLE, today);
        return view.rows(view.ids(all)).stream().anyMatch(row -> row.title().equals(title));
    }
}
