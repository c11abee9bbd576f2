package org.odradek.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.odradek.app.AccountSide.until;

import org.junit.jupiter.api.Test;
import org.odradek.app.place.Place;

/// What a window tells of the account's other devices, and what can be done with them there; a real server stands between.
final class DevicesWindowTest extends SidesOfAnAccount {
    @Test
    void givenTwoDevices_whenOneIsNamedAndRemovedFromTheOther_thenBothSaySo() throws Exception {
        try (var laptop = side("Laptop");
                var desk = side("Desk PC")) {
            laptop.join("anna", PASSWORD, true);
            desk.join("anna", PASSWORD, false);
            var deskId = desk.store().profile().device();

            until(() -> laptop.words("banner").startsWith("Desk PC joined your account just now."));
            laptop.press("bannerAction");
            until(() -> laptop.words("banner").isEmpty());
            assertTrue(desk.words("banner").isEmpty(), "who joins is told of nobody");

            laptop.go(new Place.Devices());
            until(() -> laptop.words("deviceState-" + deskId).equals("Gets every edit at once."));
            assertTrue(
                    laptop.words("device-" + laptop.store().profile().device())
                            .startsWith("Laptop this device"));

            laptop.press("deviceRename-" + deskId);
            laptop.type("deviceName-" + deskId, "  ");
            laptop.press("deviceNameKeep");
            assertEquals(
                    "A device's name has 1 to 80 characters.", laptop.words("devicesSentence"));
            laptop.type("deviceName-" + deskId, "Study");
            laptop.press("deviceNameKeep");
            until(() -> laptop.words("device-" + deskId).startsWith("Study"));
            until(() -> desk.store().view().deviceName(deskId).equals("Study"));

            laptop.press("deviceRemove-" + deskId);
            laptop.press("deviceRemoveNo");
            assertFalse(laptop.shows("deviceRemoveYes"));
            laptop.press("deviceRemove-" + deskId);
            laptop.press("deviceRemoveYes");
            until(() -> laptop.shows("devicesRemoved"));
            assertFalse(laptop.shows("device-" + deskId));
            laptop.press("devicesRemoved");
            until(() -> laptop.words("deviceState-" + deskId).startsWith("Removed just now."));

            desk.untilStatus("needs-you");
            until(
                    () ->
                            desk.words("banner")
                                    .startsWith("This device was removed from the account."));
            desk.note(1, "Written after all");
            assertEquals("Written after all", desk.titles().getFirst());
        }
    }

    @Test
    void givenADeviceThatJoined_whenItIsNotTheirs_thenTheBannerLeadsToRemovingIt()
            throws Exception {
        try (var laptop = side("Laptop");
                var other = side("Somebody's")) {
            laptop.join("anna", PASSWORD, true);
            other.join("anna", PASSWORD, false);

            until(() -> laptop.words("banner").startsWith("Somebody's joined your account"));
            laptop.press("bannerAction-2");
            until(() -> laptop.shows("deviceRemoveYes"));
            laptop.press("deviceRemoveYes");

            other.untilStatus("needs-you");
            until(() -> laptop.words("banner").isEmpty());
        }
    }

    @Test
    void givenAThirdDeviceOutOfTouch_whenANoteIsWritten_thenItsDetailsSayWhoHasItAndWhoDoesNot()
            throws Exception {
        try (var laptop = side("Laptop");
                var desk = side("Desk PC");
                var tablet = side("Tablet")) {
            laptop.join("anna", PASSWORD, true);
            desk.join("anna", PASSWORD, false);
            tablet.join("anna", PASSWORD, false);
            tablet.cut();

            laptop.note(1, "Trip to Bergen");
            laptop.open(1);
            laptop.press("inspectorToggle");

            until(
                    () ->
                            laptop.words("receipt")
                                    .matches(
                                            "On this device .+ · at the server · delivered to"
                                                    + " Desk PC .+, not yet to Tablet"));
            tablet.restore();
            until(() -> laptop.words("receipt").matches(".*, to Tablet [^,]+"));
        }
    }

    @Test
    void givenNoServerAnyMore_whenTheDevicesAreShown_thenTheyAreShownAsLastKnown()
            throws Exception {
        try (var laptop = side("Laptop")) {
            laptop.join("anna", PASSWORD, true);
            var id = laptop.store().profile().device();
            laptop.cut();

            laptop.go(new Place.Devices());

            until(() -> laptop.words("deviceState-" + id).equals("Gets every edit at once."));
            laptop.press("deviceRename-" + id);
            laptop.type("deviceName-" + id, "Study");
            laptop.press("deviceNameKeep");
            until(
                    () ->
                            laptop.words("devicesSentence")
                                    .equals("The server is out of touch; nothing was changed."));
        }
    }
}
