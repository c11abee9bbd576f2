package org.odradek.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.Label;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.place.Place;
import org.odradek.store.view.ConflictRow;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/// What a newcomer is asked to try, by keys and buttons, with a real server between two real devices.
final class DemoWindowsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @TempDir Path folder;
    private DemoFixture demo;

    @BeforeEach
    void open() throws Exception {
        demo = new DemoFixture(folder, TODAY);
    }

    @AfterEach
    void close() throws Exception {
        demo.close();
    }

    @Test
    void givenACutNetwork_whenBothWriteIntoOneNote_thenBothWaitAndBothShowBothWhenItIsMended()
            throws Exception {
        var trip = demo.trip();
        var before = demo.laptop.body(trip);

        demo.network(false);
        demo.laptop.untilStatus("offline");
        demo.desk.untilStatus("offline");
        demo.laptop.write("Tell Lena when we arrive.", true);
        demo.desk.write("Leave at nine. ", false);
        demo.laptop.untilStatus("delayed");
        demo.desk.untilStatus("delayed");

        var waiting = "1 edit waits · saved on this device";
        assertEquals(
                List.of(
                        waiting,
                        waiting,
                        before + "Tell Lena when we arrive.",
                        "Leave at nine. " + before),
                List.of(
                        demo.laptop.status(),
                        demo.desk.status(),
                        demo.laptop.body(trip),
                        demo.desk.body(trip)));

        demo.network(true);
        var both = "Leave at nine. " + before + "Tell Lena when we arrive.";
        DemoFixture.until(
                () -> demo.laptop.body(trip).equals(both) && demo.desk.body(trip).equals(both));
        demo.laptop.untilStatus("up-to-date");
        demo.desk.untilStatus("up-to-date");
        assertEquals(demo.laptop.store.view().viewHash(), demo.desk.store.view().viewHash());
        assertFalse(demo.laptop.shows("banner"), "nobody is asked whose the second device is");
    }

    @Test
    void givenTwoTitlesGivenApart_whenOneIsKeptInOneWindow_thenTheOtherWindowHasNothingToDecide()
            throws Exception {
        var rent = demo.rent();
        demo.network(false);
        for (var side : List.of(demo.laptop, demo.desk)) {
            side.untilStatus("offline");
            side.open(rent);
        }
        demo.laptop.rename("Pay rent to the new account");
        demo.desk.rename("Pay rent and heating");
        demo.laptop.untilStatus("delayed");
        demo.desk.untilStatus("delayed");

        // The list was sorted anew meanwhile, and the task stays open.
        assertEquals(
                List.of("Pay rent to the new account", "Pay rent and heating"),
                List.of(demo.laptop.shownTitle(), demo.desk.shownTitle()));

        demo.network(true);
        for (var side : List.of(demo.laptop, demo.desk)) {
            DemoFixture.until(() -> !side.store.view().conflicts().isEmpty());
            side.settle();
            side.go(new Place.Conflicts());
            assertTrue(side.shows("conflictVersion-1") && side.shows("conflictVersion-2"));
        }
        DemoFixture.until(() -> demo.bar("demoLaptopConflicts", Label.class).isVisible());
        demo.laptop.press("conflictTake-" + number("Pay rent and heating"));

        DemoFixture.until(() -> demo.desk.store.view().conflicts().isEmpty());
        DemoFixture.until(() -> demo.desk.says("Decided on Laptop: “Pay rent and heating”"));
        assertFalse(demo.desk.shows("conflictVersion-1"));
        assertTrue(demo.desk.says("0 things to decide"));
        demo.desk.go(new Place.All());
        demo.desk.go(new Place.Conflicts());
        assertTrue(demo.laptop.shows("conflictEmpty") && demo.desk.shows("conflictEmpty"));
        assertEquals(
                List.of("Pay rent and heating", "Pay rent and heating"),
                List.of(demo.laptop.title(rent), demo.desk.title(rent)));
        demo.laptop.untilStatus("up-to-date");
        demo.desk.untilStatus("up-to-date");
        assertEquals(demo.laptop.store.view().viewHash(), demo.desk.store.view().viewHash());
        DemoFixture.until(() -> demo.bar("demoDone", Label.class).isVisible());
    }

    private int number(String title) {
        return demo.laptop.store.view().conflicts().getFirst().versions().stream()
                .filter(version -> title.equals(version.value()))
                .mapToInt(ConflictRow.Version::n)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givenTheDemo_whenOneWindowIsClosed_thenItHasEnded() {
        assertEquals(0, demo.ended.get());

        demo.robot.interact(demo.desk.stage::close);

        assertEquals(1, demo.ended.get());
    }
}
