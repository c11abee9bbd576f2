package org.odradek.app.window;

import javafx.scene.Parent;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.look.Png;
import org.odradek.app.look.Theme;
import org.odradek.app.status.SyncState;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/// Takes pictures of the settings' pages, for a person to look at, into `target`. It runs only when it is named.
final class SettingsPictures {
    @TempDir Path folder;

    @Test
    void pages() throws Exception {
        var delivery = new SetDelivery(new SyncState.UpToDate(Instant.now()));
        var devices = new SetDevices(SetDevices.household());
        try (var ui = new WindowFixture(folder, delivery, new NoAccount(), devices)) {
            for (var colours : List.of(Theme.Colours.LIGHT, Theme.Colours.DARK)) {
                ui.robot.interact(() -> ui.theme.coloursProperty().set(colours));
                for (var page : List.of("settings", "account", "devices", "import")) {
                    ui.command(page);
                    take(ui, page + "-" + colours);
                }
                ui.command("devices");
                ui.click("devicesRemoved");
                ui.click("deviceRemove-" + SetDevices.id(2));
                delivery.set(new SyncState.Cloning(40, Instant.now().minus(Duration.ofDays(37))));
                ui.settle();
                take(ui, "devices-removing-" + colours);
                ui.click("deviceRemoveNo");
                ui.click("deviceRename-" + SetDevices.id(3));
                take(ui, "devices-naming-" + colours);
                ui.click("deviceNameLeave");
                ui.click("devicesRemoved");
                delivery.set(new SyncState.UpToDate(Instant.now()));
                ui.settle();
            }
        }
    }

    @Test
    void status() throws Exception {
        var delivery = new SetDelivery(new SyncState.UpToDate(Instant.now()));
        var devices = new SetDevices(SetDevices.household());
        try (var ui = new WindowFixture(folder, delivery, new NoAccount(), devices)) {
            for (var colours : List.of(Theme.Colours.LIGHT, Theme.Colours.DARK)) {
                ui.robot.interact(() -> ui.theme.coloursProperty().set(colours));
                delivery.set(new SyncState.UpToDate(Instant.now()));
                popover(ui, "status-fine-" + colours);
                Examples.fill(ui.stores.here, Clock.systemUTC());
                delivery.set(new SyncState.Delayed(12, Instant.now().minusSeconds(3_000)));
                popover(ui, "status-waits-" + colours);
                delivery.set(new SyncState.NeedsYou("The account's storage is full.", false));
                popover(ui, "status-needs-" + colours);
                delivery.set(new SyncState.Local());
                popover(ui, "status-local-" + colours);
            }
        }
    }

    private static void popover(WindowFixture ui, String name) throws Exception {
        ui.settle();
        ui.click("syncStatus");
        var content = ui.node("syncPopover", Parent.class);
        write(name, () -> content.getScene().snapshot(null));
        ui.press(KeyCode.ESCAPE);
    }

    private static void take(WindowFixture ui, String name) {
        write(name, () -> ui.stage().getScene().snapshot(null));
    }

    private static void write(String name, Callable<WritableImage> taken) {
        var image = WaitForAsyncUtils.waitForAsyncFx(10_000, taken);
        Png.write(image, Path.of("target", "pictures", name + ".png"));
    }
}
