package org.odradek.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.odradek.app.AccountSide.until;

import org.junit.jupiter.api.Test;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A profile that was copied, and a device that was removed: the strip asks for the password, and nothing else is to be done.
final class SigningInAnewWindowTest extends SidesOfAnAccount {
    @Test
    void givenACopiedProfile_whenItsPersonFollowsTheBanner_thenItIsADeviceOfItsOwn()
            throws Exception {
        try (var laptop = side("Laptop")) {
            laptop.join("anna", PASSWORD, true);
            laptop.note(1, "Trip to Bergen");
            laptop.untilStatus("up-to-date");
        }
        copy(folder.resolve("Laptop"), folder.resolve("Copy"));
        try (var laptop = side("Laptop");
                var copy = side("Copy")) {
            copy.cut();
            laptop.note(2, "Written here");
            laptop.untilStatus("up-to-date");
            copy.note(3, "Written there");
            var before = copy.store();
            var old = before.profile().device();

            copy.restore();
            copy.untilStatus("needs-you");
            until(
                    () ->
                            copy.words("banner")
                                    .equals(
                                            "Another copy of this profile writes under this"
                                                + " device's name. Nothing is lost here; sign in"
                                                + " again, and this one becomes a device of its"
                                                + " own. Sign in again…"));
            pictures(copy, "copied");
            signsInAgain(copy);
            until(() -> !copy.store().equals(before));

            assertNotEquals(old, copy.store().profile().device());
            assertEquals("Laptop (2)", copy.store().profile().deviceName());
            until(
                    () ->
                            copy.words("toast")
                                    .startsWith("This is now a device of its own, “Laptop (2)”."));
            pictures(copy, "copied-mended");
            var all = List.of("Trip to Bergen", "Written here", "Written there");
            until(() -> copy.titles().equals(all) && laptop.titles().equals(all));
            copy.untilStatus("up-to-date");
            until(() -> laptop.words("banner").startsWith("Laptop (2) joined your account"));

            removes(laptop, copy);
        }
    }

    /// The new device is removed, and signs in again, too.
    private static void removes(AccountSide laptop, AccountSide copy) throws Exception {
        var before = copy.store();
        var id = before.profile().device();
        laptop.go(new Place.Devices());
        laptop.press("deviceRemove-" + id);
        laptop.press("deviceRemoveYes");
        copy.untilStatus("needs-you");
        copy.note(4, "Written after all");
        until(
                () ->
                        copy.words("banner")
                                .equals(
                                        "This device was removed from the account. Nothing is lost"
                                            + " here; sign in again to join it anew, with what was"
                                            + " written here since. Sign in again…"));
        pictures(copy, "removed");

        signsInAgain(copy);

        until(() -> !copy.store().equals(before) && laptop.titles().contains("Written after all"));
        copy.untilStatus("up-to-date");
        until(() -> copy.words("banner").isEmpty());
        assertEquals(laptop.titles(), copy.titles());
    }

    private static void signsInAgain(AccountSide side) throws Exception {
        side.press("bannerAction");
        until(() -> side.shows("signInAgain"));
        side.type("password", "not the password at all");
        side.press("accountSubmit");
        until(() -> side.sentence().startsWith("That password doesn't fit"));
        side.type("password", PASSWORD);
        side.press("accountSubmit");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static void pictures(AccountSide side, String name) {
        for (var colours : List.of(Theme.Colours.DARK, Theme.Colours.LIGHT)) {
            side.dress(colours);
            side.picture(Path.of("target", "pictures", name + "-" + colours + ".png"));
        }
    }
}
