package org.odradek.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.odradek.app.AccountSide.until;

import org.junit.jupiter.api.Test;
import org.odradek.app.look.Theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A server falls back behind a device's enrolment and takes another one in its place: what the person at that device sees and does.
final class LostEnrolmentWindowTest extends SidesOfAnAccount {
    @Test
    void givenALostDevice_whenItsPersonFollowsTheBanner_thenThePasswordIsAllItTakes()
            throws Exception {
        try (var laptop = side("Laptop");
                var desk = side("Desk PC");
                var tablet = side("Tablet")) {
            laptop.join("anna", PASSWORD, true);
            laptop.note(1, "Trip to Bergen");
            laptop.untilStatus("up-to-date");
            laptop.cut();
            goBackTo(() -> desk.join("anna", PASSWORD, false));
            desk.cut();
            tablet.join("anna", PASSWORD, false);
            desk.note(2, "Written by the lost device");

            desk.restore();
            desk.untilStatus("needs-you");
            until(
                    () ->
                            desk.words("banner")
                                    .equals(
                                            "The server lost what it knew of this device. Nothing"
                                                    + " is lost here; sign in again. Sign in"
                                                    + " again…"));
            pictures(desk, "estranged");
            desk.press("bannerAction");
            until(() -> desk.shows("signInAgain"));
            assertEquals(
                    "Sign in again as anna. Everything on this device stays on it. Password Sign"
                            + " in again",
                    desk.words("signInAgain"));
            pictures(desk, "estranged-account");

            desk.type("password", "not the password at all");
            desk.press("accountSubmit");
            until(() -> desk.sentence().startsWith("That password doesn't fit"));
            desk.type("password", PASSWORD);
            desk.press("accountSubmit");

            until(() -> desk.sentence().equals("Signed in as anna."));
            desk.untilStatus("up-to-date");
            until(() -> desk.words("banner").isEmpty());
            pictures(desk, "estranged-mended");
            laptop.restore();
            var all = List.of("Trip to Bergen", "Written by the lost device");
            until(() -> tablet.titles().equals(all) && laptop.titles().equals(all));
        }
    }

    /// Does something that the server has forgotten afterwards.
    private void goBackTo(Deed deed) throws Exception {
        int port = server.port();
        server.close();
        copy(folder.resolve("server"), folder.resolve("kept"));
        server = LoopbackServer.start(folder.resolve("server"), port);
        deed.run();
        server.close();
        server = LoopbackServer.start(folder.resolve("kept"), port);
    }

    @FunctionalInterface
    private interface Deed {
        void run() throws Exception;
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
